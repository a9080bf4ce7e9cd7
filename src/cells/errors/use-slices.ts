import { useEffect, useState } from "react";
import type { Progress } from "../../core/job";
import type { ErrorQuery, SliceReport } from "../../pipeline/errors/errors-view";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { useVersion } from "../use-version";

export interface SliceSearchState {
  /** the last that came; of older settings while the next is on its way */
  readonly report: SliceReport | null;
  readonly progress: (Progress & { readonly elapsedMs: number }) | null;
  readonly busy: boolean;
  readonly error: Error | null;
  start(): void;
  cancel(): void;
}

/** Looks for slices as soon as there is something to look at, and again when what is asked changes. */
export function useSlices(query: ErrorQuery | null): SliceSearchState {
  const client = useClient();
  const settings = useVersion(useNotebook((state) => state.experiment.errors));
  const evaluation = useVersion(useNotebook((state) => state.experiment.evaluation));
  const isRead = useNotebook((state) => state.stages.read.state === "fresh");
  const [report, setReport] = useState<SliceReport | null>(null);
  const [progress, setProgress] = useState<SliceSearchState["progress"]>(null);
  const task = useTask(async (signal, asked: ErrorQuery) => {
    setProgress(null);
    const started = performance.now();
    const next = await client.slices(
      asked,
      (step) => !signal.aborted && setProgress({ ...step, elapsedMs: performance.now() - started }),
      signal,
    );
    if (!signal.aborted) setReport(next);
  });
  const { run } = task;
  const { runId, part } = query ?? {};
  useEffect(() => {
    if (runId && part && isRead) void run({ runId, part });
  }, [runId, part, isRead, settings, evaluation, run]);
  const isCurrent = report !== null && report.query.runId === runId && report.query.part === part;
  return {
    report: isCurrent ? report : null,
    progress,
    busy: task.busy,
    error: task.error,
    start: () => query && void run(query),
    cancel: task.cancel,
  };
}
