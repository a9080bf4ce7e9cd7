import { useState } from "react";
import type { ReactNode } from "react";
import type { Progress } from "../../core/job";
import type { Reproduction } from "../../pipeline/runs/reproduction";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ProgressBar } from "../../ui/ProgressBar";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { reproductionWords } from "./reproduction-words";

/** Runs a run again from its experiment, and says whether its numbers hold. */
export function ReproducePanel({ run }: { readonly run: RunSummary }): ReactNode {
  const client = useClient();
  const openFile = useNotebook((state) => state.views.read);
  const [progress, setProgress] = useState<(Progress & { readonly remainingMs: number | null }) | null>(null);
  const [result, setResult] = useState<Reproduction | null>(null);
  const task = useTask(async (signal) => {
    setResult(null);
    setProgress(null);
    const started = performance.now();
    const report = (at: Progress): void => {
      const part = at.total > 0 ? at.done / at.total : 0;
      setProgress({ ...at, remainingMs: part > 0 ? ((performance.now() - started) * (1 - part)) / part : null });
    };
    setResult(await client.reproduce(run.id, report, signal));
  });
  const { file, sha256 } = run.experiment.data;
  const isSameFile = openFile?.sha256 === sha256;
  const fraction = progress && progress.total > 0 ? progress.done / progress.total : null;
  const words = result && reproductionWords(result, run.name);
  return (
    <>
      {task.busy ? (
        <ProgressBar
          label={`Running ${run.name} again`}
          fraction={fraction}
          {...(progress?.note && { note: progress.note })}
          remainingMs={progress?.remainingMs ?? null}
          onCancel={task.cancel}
        />
      ) : (
        <div className="row">
          <Button icon="redo" disabled={!isSameFile} onClick={() => void task.run()}>
            Reproduce {run.name}
          </Button>
          <span className="note">
            {isSameFile
              ? run.reproduced && !result
                ? `Run again on ${new Date(run.reproduced.at).toLocaleDateString("en-GB")}: ${run.reproduced.equal ? "every number was the same" : "not every number was the same"}.`
                : "Everything is run again from its settings, beside the notebook, and compared to the last bit."
              : openFile
                ? `It was made from ${file || "another file"} (SHA-256 ${sha256.slice(0, 12)}…); the open file, ${openFile.file}, has other content (${openFile.sha256.slice(0, 12)}…). Open that file to run it again.`
                : `Open ${file || "its file"} (SHA-256 ${sha256.slice(0, 12)}…) to run it again.`}
          </span>
        </div>
      )}
      {words && (
        <Alert tone={result.equal ? "info" : "warn"} title={words.title}>
          {words.detail}
        </Alert>
      )}
      {task.error && (
        <Alert tone="fail" title="It could not be run again" actions={<Button onClick={task.clear}>Close</Button>}>
          {task.error.message}.
        </Alert>
      )}
    </>
  );
}
