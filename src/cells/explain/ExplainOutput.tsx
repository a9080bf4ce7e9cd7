import type { ReactNode } from "react";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { useWholeRun } from "../use-whole-run";
import { DependencePart } from "./DependencePart";
import { PostPart } from "./PostPart";
import { ShuffleImportance } from "./ShuffleImportance";
import styles from "./explain.module.css";

/** What the model goes by: over all posts, by one input, and in one post. */
export function ExplainOutput(): ReactNode {
  const client = useClient();
  const view = useNotebook((state) => state.views.train);
  const live = useNotebook((state) => state.liveRunId);
  const run = useNotebook((state) => state.runs.find(({ id }) => id === state.liveRunId));
  const isSameFile = useNotebook((state) => state.views.read?.sha256 === run?.experiment.data.sha256);
  const { value: whole } = useWholeRun(run ?? null);
  const { value: inputs } = useLoaded(live, () => client.explainInputs());
  if (!run) return <p className="note">No run yet. Train a model, and what it goes by can be looked at here.</p>;
  return (
    <div className={styles.stack}>
      {view && <ShuffleImportance view={view} />}
      {!isSameFile ? (
        <p className="note">
          {run.name} was trained on {run.experiment.data.file || "another file"}: open that file to look at its posts.
        </p>
      ) : (
        inputs &&
        inputs.runId === run.id && (
          <>
            <DependencePart key={`input ${run.id}`} inputs={inputs} run={run} />
            {whole?.id === run.id && <PostPart key={`post ${run.id}`} run={whole} classes={inputs.classes} />}
          </>
        )
      )}
    </div>
  );
}
