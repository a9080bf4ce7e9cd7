import type { Progress } from "../core/job";
import type { Experiment } from "../experiment/schema";
import type { Executor } from "../pipeline/executor";
import { Pipeline } from "../pipeline/pipeline";
import { LINEAGE_STAGES } from "../pipeline/runs/run-marks";
import { STAGE_FUNCTIONS } from "../pipeline/stages/stages";
import type { BlobLike, TrainNetwork } from "../pipeline/stages/stage-run";
import { toWireError } from "./wire-errors";

export interface BesideHost {
  readonly executor: Executor;
  readonly trainNetwork: TrainNetwork;
  readonly now: () => number;
}

/**
 * A pipeline beside the notebook's: of the same workers, with nothing in it but the file and the experiment, and telling
 * nobody but `onProgress`, which counts the stages of a run (`total` of them) and names the one at work.
 */
export function makePipelineBeside(
  { executor, trainNetwork, now }: BesideHost,
  file: { readonly name: string; readonly blob: BlobLike },
  experiment: Experiment,
  onProgress: (progress: Progress) => void,
): Pipeline {
  const pipeline = new Pipeline(
    {
      executor,
      trainNetwork,
      stages: STAGE_FUNCTIONS,
      now,
      onStates: () => {},
      onProgress: (stage, { done, total }) => {
        const place = LINEAGE_STAGES.findIndex((name) => name === stage);
        const part = total > 0 ? Math.min(1, done / total) : 0;
        onProgress({ done: Math.max(0, place) + part, total: LINEAGE_STAGES.length, note: stage });
      },
      onResult: () => {},
      toError: toWireError,
    },
    experiment,
  );
  pipeline.setFile(file);
  return pipeline;
}
