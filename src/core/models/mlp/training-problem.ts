import { DataError } from "../../errors";
import type { CsrMatrix } from "../../sparse/csr";
import type { FitData, Task } from "../model";
import { layerSizes } from "./network-state";
import type { MlpOptions } from "./options";
import { fitTarget, IDENTITY_TARGET, moments, putTarget } from "./target-transform";
import type { TargetTransform } from "./target-transform";

/** Rows as the network sees them. */
export interface TrainingRows {
  readonly x: CsrMatrix;
  /** the target in its own unit, or the class index */
  readonly own: Float64Array;
  /** the target as the network sees it; the class index for classification */
  readonly put: Float32Array;
  /** one weight a row, 1 on average */
  readonly weights: Float32Array;
}

/** What every backend trains on: checked, transformed, and free of choices still to be made. */
export interface TrainingProblem {
  readonly task: Task;
  readonly classCount: number;
  readonly sizes: readonly number[];
  readonly options: MlpOptions;
  readonly target: TargetTransform;
  /** where Huber's loss turns from square to straight: one standard deviation of the target as the network sees it */
  readonly huberDelta: number;
  readonly train: TrainingRows;
  readonly validation: TrainingRows | null;
}

/**
 * @throws {DataError} "too-few-rows" without rows, "length-mismatch" for arrays that do not fit the matrix,
 *   "single-class" for fewer than two classes, "not-finite" for a target or an entry that is no number, and what
 *   {@link fitTarget} throws
 */
export function makeTrainingProblem(data: FitData, options: MlpOptions): TrainingProblem {
  const { task, classCount, x, y } = data;
  if (x.rows === 0) throw new DataError("too-few-rows", "a network needs at least 1 training row, got 0");
  if (task === "classification" && classCount < 2) {
    throw new DataError("single-class", `a network needs at least 2 classes, got ${classCount}`);
  }
  const target = task === "regression" ? fitTarget(options.target, y) : IDENTITY_TARGET;
  const outputs = task === "regression" ? 1 : classCount;
  const { validation } = data;
  const train = makeRows(x, y, target, data.weights);
  return {
    task,
    classCount,
    sizes: layerSizes(x.columns, options, outputs),
    options,
    target,
    huberDelta: moments(train.put).deviation,
    train,
    validation: validation && validation.x.rows > 0 ? makeRows(validation.x, validation.y, target) : null,
  };
}

function makeRows(x: CsrMatrix, y: Float64Array, target: TargetTransform, weights?: Float64Array): TrainingRows {
  if (y.length !== x.rows || (weights && weights.length !== x.rows)) {
    throw new DataError("length-mismatch", `target and weights must have ${x.rows} entries, got ${y.length}`, {});
  }
  for (let e = 0; e < x.values.length; e++) {
    if (!Number.isFinite(x.values[e])) {
      throw new DataError(
        "not-finite",
        `features must be finite numbers, got ${x.values[e]} in column ${x.indices[e]}`,
        {
          column: x.indices[e],
        },
      );
    }
  }
  let sum = 0;
  if (weights) for (const weight of weights) sum += weight;
  const scale = weights && sum > 0 ? x.rows / sum : 1;
  return {
    x,
    own: y,
    put: Float32Array.from(y, (value) => putTarget(target, value)),
    weights: Float32Array.from({ length: x.rows }, (_, i) => (weights ? weights[i] * scale : 1)),
  };
}
