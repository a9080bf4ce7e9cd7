import { cellText } from "../../core/table/cells";
import { hashExperiment } from "../../experiment/content-hash";
import type { BehaviourResult } from "../behaviour/behaviour-view";
import { nowMs } from "../clock";
import { evenly } from "../explain/run-dependence";
import { runInOrder } from "../run-in-order";
import type { StageOutputs, StageRun } from "./stage-run";

/** Every behavioural test of the experiment on its model, each a job for the pool. */
export async function runBehaviour(run: StageRun): Promise<StageOutputs["behaviour"]> {
  const { experiment, executor, outputs, signal } = run;
  const { tests, posts: most, seed } = experiment.behaviour;
  const started = nowMs();
  const { predictor: value } = outputs.evaluate;
  const rows = evenly(outputs.split.rows.test, most);
  const columns = outputs.read.table.columns.filter(({ name }) => value.inputs.some(({ column }) => column === name));
  const records = rows.map((row) => Object.fromEntries(columns.map(({ name, cells }) => [name, cellText(cells, row)])));
  const predictor = executor.share(value);
  const posts = executor.share({ rows, records });
  const results: BehaviourResult[] = [];
  try {
    await runInOrder(
      { count: tests.length, width: executor.workers },
      (place) =>
        executor.run(
          "runBehaviourTest",
          { predictor, test: tests[place] as never, place, posts, most, seed },
          signal ? { signal } : {},
        ),
      (result) => {
        results.push(result);
        run.onProgress({ done: results.length, total: tests.length, unit: "tests" });
      },
    );
  } finally {
    executor.release(predictor);
    executor.release(posts);
  }
  return { view: { runHash: hashExperiment(experiment), tests: results, elapsedMs: nowMs() - started } };
}
