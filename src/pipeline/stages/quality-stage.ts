import { isDataError } from "../../core/errors";
import type { QualityTask } from "../../core/quality/run-checks";
import type { Table } from "../../core/table/table";
import type { Experiment } from "../../experiment/schema";
import { qualityChoices, roleOf } from "../inputs";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf, targetSettings } from "./target";

/** Looks at the data for what would make the test error lie, in the pool. */
export async function runQuality(run: StageRun): Promise<StageOutputs["quality"]> {
  const { experiment, outputs, executor, signal, onProgress } = run;
  const { table, view } = outputs.read;
  const report = await executor.run(
    "quality",
    {
      table,
      roles: Object.fromEntries(view.columns.map((column) => [column.name, roleOf(experiment, column)])),
      target: targetIfAny(table, experiment),
      split: experiment.split,
      settings: experiment.quality,
      choices: { ...qualityChoices(experiment), encoding: view.dialect.encoding.value },
    },
    { ...(signal && { signal }), onProgress },
  );
  return { view: report };
}

/** A target that cannot be read is said by the cells that need one; the other checks go on without. */
function targetIfAny(table: Table, experiment: Experiment): QualityTask["target"] {
  if (experiment.problem.target === null) return null;
  try {
    const { column, values, present, classes } = targetOf(table, targetSettings(experiment));
    return {
      name: column.name,
      values: Float64Array.from(values, (value, row) => (present[row] ? value : NaN)),
      classes,
    };
  } catch (thrown) {
    if (isDataError(thrown)) return null;
    throw thrown;
  }
}
