import { qualityChoices, roleOf } from "../inputs";
import type { StageOutputs, StageRun } from "./stage-run";

/** Looks at the data for what would make the test error lie, in the pool. */
export async function runQuality(run: StageRun): Promise<StageOutputs["quality"]> {
  const { experiment, outputs, executor, signal, onProgress } = run;
  const { table, view } = outputs.read;
  const report = await executor.run(
    "quality",
    {
      table,
      roles: Object.fromEntries(view.columns.map((column) => [column.name, roleOf(experiment, column)])),
      target: experiment.problem.target,
      task: experiment.problem.task,
      split: experiment.split,
      settings: experiment.quality,
      choices: { ...qualityChoices(experiment), encoding: view.dialect.encoding.value },
    },
    { ...(signal && { signal }), onProgress },
  );
  return { view: report };
}
