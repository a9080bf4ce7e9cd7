import { hashExperiment } from "../experiment/content-hash";
import type { Experiment } from "../experiment/schema";
import type { StageName } from "../pipeline/stage-state";
import type { StageOutputs } from "../pipeline/stages/stage-run";
import { makeLineage } from "../pipeline/runs/lineage";
import { completeRun } from "../pipeline/runs/run-summary";
import type { Run, RunEnvironment } from "../pipeline/views";

export interface FinishedRun {
  readonly experiment: Experiment;
  readonly outputs: StageOutputs;
  readonly elapsedMs: Readonly<Record<StageName, number>>;
}

/** The record of one training, from the outputs of exactly that training. */
export function makeRun(
  { experiment, outputs, elapsedMs }: FinishedRun,
  context: { readonly name: string; readonly environment: Omit<RunEnvironment, "backend"> },
): Run {
  const { split, train, evaluate } = outputs;
  const { view } = evaluate;
  return completeRun({
    id: crypto.randomUUID(),
    name: context.name,
    createdAt: new Date().toISOString(),
    hash: hashExperiment(experiment),
    experiment,
    environment: { ...context.environment, backend: train.backend },
    metrics: view.metrics,
    baselines: view.baselines,
    timings: {
      parse: elapsedMs.read,
      clean: elapsedMs.clean,
      split: elapsedMs.split,
      features: elapsedMs.features,
      train: elapsedMs.train,
      evaluate: elapsedMs.evaluate,
    },
    memory: view.memory,
    split: { trainRows: split.rows.train.length, testRows: [...split.rows.test] },
    history: train.history,
    evaluate: view,
    lineage: makeLineage(experiment, outputs, elapsedMs),
  } as Omit<Run, "figures">);
}
