import { runInOrder } from "../pipeline/run-in-order";
import { makeTestPipeline } from "../testing/run-pipeline";
import { makeThreadPool } from "../compute/node/thread-pool";
import { TrialJudge } from "../pipeline/search/trial-judge";
import { mergeExperiment } from "../experiment/experiment";
import type { SearchSpace } from "../core/search/space";
import type { TestFunction } from "./search-functions";

const DEPTHS = [4, 6, 8, 12, 20];
const LEAVES = [1, 2, 3, 5, 8, 13, 20];
const SHARES = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1];

/** r/askscience, repeated urls dropped, dates and text shape: what a forest's five folds say of each setting of a grid. */
export async function forestTable(csv: Uint8Array): Promise<TestFunction> {
  const { pipeline, open } = makeTestPipeline();
  await open(csv, { problem: { target: "score" }, split: { dropDuplicatesBy: ["url"] } });
  pipeline.setExperiment(mergeExperiment(pipeline.experiment, { features: { text: { enabled: false } } }));
  const { outputs, experiment } = await pipeline.runStages("split");
  const executor = makeThreadPool(2, true);
  const judge = new TrialJudge({ experiment, executor, outputs, folds: 5, signal: undefined });
  const settings = DEPTHS.flatMap((maxDepth) =>
    LEAVES.flatMap((minSamplesLeaf) => SHARES.map((maxFeatures) => ({ maxDepth, minSamplesLeaf, maxFeatures }))),
  );
  const values = new Map<string, number>();
  await runInOrder(
    { count: settings.length, width: 3 },
    (i) =>
      judge.judge(mergeExperiment(experiment, { model: { kind: "forest", trees: 20, ...settings[i] } }), {
        by: "none",
        limits: [],
        onFold: () => {},
      }),
    ({ rungs }, i) => values.set(Object.values(settings[i]).join(), rungs[0]),
  );
  judge.close();
  executor.dispose();
  const space: SearchSpace = [
    { path: "depth", kind: "categorical", choices: DEPTHS },
    { path: "leaf", kind: "integer", low: 1, high: 20, log: true },
    { path: "share", kind: "float", low: 0.1, high: 1, step: 0.15 },
  ];
  const nearest = (all: readonly number[], wanted: number) =>
    all.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best));
  return {
    name: `forest of 20 trees on r/askscience, RMSE of 5 folds (${settings.length} settings, each trained)`,
    space,
    value: ({ depth, leaf, share }) =>
      values.get([depth, nearest(LEAVES, leaf as number), nearest(SHARES, share as number)].join())!,
  };
}
