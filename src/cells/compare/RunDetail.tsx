import type { ReactNode } from "react";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Button, IconButton } from "../../ui/Button";
import { TextArea, TextField } from "../../ui/TextField";
import { useDraftText } from "../use-draft-text";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { useWholeRun } from "../use-whole-run";
import { LineageList } from "./LineageList";
import { modelLabelOf } from "./run-fields";
import { ReproducePanel } from "./ReproducePanel";
import styles from "./compare.module.css";

export interface RunDetailProps {
  readonly run: RunSummary;
  readonly act: (work: () => Promise<unknown>) => void;
  readonly onClose: () => void;
}

/** One run in full: what a person notes on it, whether it can be had again, and what its numbers came through. */
export function RunDetail({ run, act, onClose }: RunDetailProps): ReactNode {
  const client = useClient();
  const actions = useActions();
  const liveRunId = useNotebook((state) => state.liveRunId);
  const whole = useWholeRun(run);
  const name = useDraftText(run.name, (text) => act(() => client.changeRun(run.id, { name: text })), Infinity);
  const tags = useDraftText(
    run.tags?.join(", ") ?? "",
    (text) => act(() => client.changeRun(run.id, { tags: text.split(",") })),
    Infinity,
  );
  const note = useDraftText(run.note ?? "", (text) => act(() => client.changeRun(run.id, { note: text })));
  const { environment } = run;
  return (
    <section className={styles.detail} aria-label={`${run.name} in full`}>
      <div className={styles.detailHead}>
        <h3>
          {run.name} · {modelLabelOf(run)}
        </h3>
        <IconButton icon="cross" label="Close" onClick={onClose} />
      </div>
      <div className={styles.marks}>
        <TextField label="Name" value={name.text} onChange={name.type} onBlur={name.commit} />
        <TextField
          label="Tags"
          placeholder="separated by commas"
          value={tags.text}
          onChange={tags.type}
          onBlur={tags.commit}
        />
        <TextArea label="Note" rows={1} grows value={note.text} onChange={note.type} onBlur={note.commit} />
      </div>
      <div className="row">
        {run.id === liveRunId ? (
          <span className="note">In use in the live prediction.</span>
        ) : (
          !run.isSlim && <Button onClick={() => act(() => client.usePredictor(run.id))}>Predict with it</Button>
        )}
        <Button onClick={() => act(() => actions.replace(run.experiment))}>Take over its settings</Button>
        <Button
          icon="trash"
          onClick={() =>
            act(async () => {
              await client.deleteRun(run.id);
              onClose();
            })
          }
        >
          Delete
        </Button>
      </div>
      <ReproducePanel run={run} />
      <h4>From the file to the prediction</h4>
      {whole.error ? (
        <p className="note">{whole.error.message}.</p>
      ) : (
        whole.value?.id === run.id && <LineageList run={whole.value} />
      )}
      <p className="note">
        Scorebook {environment.scorebook}, {environment.backend}, {environment.cores} cores
        {environment.isolated ? ", shared memory" : ""}. {environment.userAgent}
      </p>
    </section>
  );
}
