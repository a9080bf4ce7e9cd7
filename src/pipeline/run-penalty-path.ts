import { DataError } from "../core/errors";
import { featureNameAt } from "../core/features/feature-names";
import type { Executor, ExecutorContext } from "./executor";
import type { Pipeline } from "./pipeline";
import { targetOf, targetSettings } from "./stages/target";
import type { PenaltyPathView } from "./penalty-path-view";

/**
 * The regularisation path of the chosen linear model: fitted on the training rows less the validation rows, judged by the
 * validation rows; the test part is not touched.
 *
 * @throws {DataError} "invalid-option" when the model in the experiment has no penalty, "too-few-rows" without validation rows
 */
export async function runPenaltyPath(
  pipeline: Pipeline,
  executor: Executor,
  context: ExecutorContext,
): Promise<PenaltyPathView> {
  const { model } = pipeline.experiment;
  const { kind, ...options } = model;
  if (kind !== "ridge" && kind !== "elasticNet") {
    throw new DataError("invalid-option", `a penalty path needs a linear model, got ${kind}`, { path: "model.kind" });
  }
  const { outputs } = await pipeline.runStages("features", context.signal);
  const { read, split, features } = outputs;
  const { values } = targetOf(read.table, targetSettings(pipeline.experiment));
  const data = await executor.run(
    "fitData",
    { matrix: features.matrix, values, classes: null, rows: split.rows, holdsBack: true, balance: null },
    { ...context, shareResult: true },
  );
  if (!data.validation)
    throw new DataError("too-few-rows", "the split leaves no validation rows to judge penalties by");
  const path = await executor.run("penaltyPath", { kind, options: options as never, data }, context);
  return {
    ...path,
    kind,
    lines: path.lines.map(({ column, coefficients }) => ({ ...featureNameAt(features.fitted, column), coefficients })),
    trainRows: data.x.rows,
    validationRows: data.validation.x.rows,
  };
}
