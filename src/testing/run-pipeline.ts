import { DataError } from "../core/errors";
import { mergeExperiment, defaultExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import { adoptFile } from "../pipeline/inputs";
import { Pipeline } from "../pipeline/pipeline";
import { fittingKindOf } from "../core/models/fitting-registry";
import { isClassView } from "../pipeline/views";
import type { ClassView, RegressionView } from "../pipeline/views";
import type { PredictorValue } from "../predictor/predictor-value";
import { STAGE_FUNCTIONS } from "../pipeline/stages/stages";
import type { StageOutputs, TrainNetwork } from "../pipeline/stages/stage-run";
import type { StageName } from "../pipeline/stage-state";

/** The network's own trainer on this thread: what the training worker falls back to on a CPU. */
const trainHere: TrainNetwork = async (data, options, { onProgress }) => {
  const kind = fittingKindOf("mlp");
  const shape = {
    task: data.task,
    classCount: data.classCount,
    rows: data.x.rows,
    columns: data.x.columns,
    entries: data.x.indices.length,
  };
  const parts: unknown[] = [];
  for (const job of kind.jobs(shape, options)) parts.push(await kind.fitJob(data, options, job, { onProgress }));
  return kind.combine(parts, shape, options);
};

type ScoreOutputs = Omit<StageOutputs, "evaluate"> & {
  readonly evaluate: { readonly predictor: PredictorValue; readonly view: RegressionView };
};

/** The whole pipeline on this thread, over bytes or CSV text. */
export function makeTestPipeline(): {
  pipeline: Pipeline;
  open(file: Uint8Array | string, changes?: PartialExperiment): Promise<Experiment>;
  edit(changes: PartialExperiment): void;
  /** evaluations are taken for those of scores; {@link runClasses} is for labels */
  run<S extends StageName>(upTo: S): Promise<ScoreOutputs[S]>;
  runClasses(): Promise<{ readonly predictor: PredictorValue; readonly view: ClassView }>;
} {
  const pipeline = new Pipeline(
    {
      executor: makeInProcessExecutor(),
      trainNetwork: trainHere,
      stages: STAGE_FUNCTIONS,
      now: () => performance.now(),
      onStates: () => {},
      onProgress: () => {},
      onResult: () => {},
      toError: (thrown) => {
        const { name, message } = thrown as Error;
        return thrown instanceof DataError
          ? { name, message, code: thrown.code, details: thrown.details }
          : { name, message };
      },
    },
    defaultExperiment(),
  );
  const edit = (changes: PartialExperiment) => pipeline.setExperiment(mergeExperiment(pipeline.experiment, changes));
  return {
    pipeline,
    edit,
    async open(file, changes = {}) {
      pipeline.setFile({ name: "data.csv", blob: new Blob([file as never]) });
      edit(changes);
      const { view } = await pipeline.run("read");
      edit(adoptFile(pipeline.experiment, view));
      edit(changes);
      return pipeline.experiment;
    },
    run: async <S extends StageName>(upTo: S) => (await pipeline.run(upTo)) as ScoreOutputs[S],
    async runClasses() {
      const { predictor, view } = await pipeline.run("evaluate");
      if (!isClassView(view)) throw new Error("the experiment is one of scores");
      return { predictor, view };
    },
  };
}
