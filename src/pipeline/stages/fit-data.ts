import { balancedWeights, countClasses, sampleClasses } from "../../core/classes/class-balance";
import type { ClassSettings } from "../../core/classes/class-options";
import { DataError } from "../../core/errors";
import type { FitData } from "../../core/models/model";
import type { CsrMatrix } from "../../core/sparse/csr";
import { takeRows } from "../../core/sparse/csr";
import type { SplitRows } from "../../core/split/split-rows";

export interface FitDataTask {
  readonly matrix: CsrMatrix;
  /** the target, by row of the table: numbers, or indices of classes */
  readonly values: Float64Array;
  /** names of the classes, null for regression */
  readonly classes: readonly string[] | null;
  readonly rows: SplitRows;
  /** whether the validation rows are kept out of the training rows */
  readonly holdsBack: boolean;
  /** how classes are weighed and drawn; null takes the rows as they are */
  readonly balance: Pick<ClassSettings, "weights" | "sampling" | "seed"> | null;
}

/**
 * The training rows, weighed or drawn by class where that is wanted, and the validation rows apart where they are.
 *
 * @throws {DataError} "too-few-rows" naming a class without a training row
 */
export function fitDataOf(task: FitDataTask): FitData {
  const { data, positions } = hollowFitData(task);
  return { ...data, x: takeRows(task.matrix, positions) };
}

/** As {@link fitDataOf}, without a copy of the training rows: they are those of the matrix at `positions`. */
export function hollowFitData({ matrix, values, classes, rows, holdsBack, balance }: FitDataTask): {
  data: FitData;
  positions: Uint32Array;
} {
  const held = new Set(holdsBack ? rows.validation : []);
  const kept = held.size > 0 ? rows.train.filter((row) => !held.has(row)) : rows.train;
  if (classes) checkEveryClass(values, kept, classes);
  const train = classes && balance ? drawn(kept, valuesAt(values, kept), classes.length, balance) : kept;
  const y = valuesAt(values, train);
  const validation = () => ({ x: takeRows(matrix, rows.validation), y: valuesAt(values, rows.validation) });
  const none = new Uint32Array(0);
  const data: FitData = {
    task: classes ? "classification" : "regression",
    classCount: classes?.length ?? 0,
    x: { rows: train.length, columns: matrix.columns, indptr: none, indices: none, values: new Float64Array(0) },
    y,
    ...(classes && balance?.weights === "balanced" && { weights: balancedWeights(y, classes.length) }),
    ...(held.size > 0 && { validation: validation() }),
  };
  return { data, positions: train };
}

function drawn(
  rows: Uint32Array,
  labels: Float64Array,
  classCount: number,
  { sampling, seed }: Pick<ClassSettings, "sampling" | "seed">,
): Uint32Array {
  if (sampling === "none") return rows;
  return sampleClasses(labels, classCount, { sampling, seed }).map((place) => rows[place]);
}

function checkEveryClass(values: Float64Array, rows: Uint32Array, classes: readonly string[]): void {
  const absent = countClasses(valuesAt(values, rows), classes.length).indexOf(0);
  if (absent < 0) return;
  const all = values.reduce((sum, value) => sum + (value === absent ? 1 : 0), 0);
  throw new DataError(
    "too-few-rows",
    `no training row is of class ${JSON.stringify(classes[absent])}, of which the file has ${all} ${all === 1 ? "row" : "rows"}: stratify the split, or leave that class out`,
    { label: classes[absent], count: all },
  );
}

export function valuesAt(values: Float64Array, positions: Uint32Array): Float64Array {
  const taken = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i++) taken[i] = values[positions[i]];
  return taken;
}
