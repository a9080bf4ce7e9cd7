import type { FitData } from "../../core/models/model";
import type { CsrMatrix } from "../../core/sparse/csr";
import { takeRows } from "../../core/sparse/csr";
import type { SplitRows } from "../../core/split/split-rows";

export interface FitDataTask {
  readonly matrix: CsrMatrix;
  /** the target, by row of the table */
  readonly values: Float64Array;
  readonly rows: SplitRows;
  readonly usesValidation: boolean;
}

/** The training rows, and the validation rows apart where they are wanted. */
export function fitDataOf({ matrix, values, rows, usesValidation }: FitDataTask): FitData {
  const held = new Set(usesValidation ? rows.validation : []);
  const train = held.size > 0 ? rows.train.filter((row) => !held.has(row)) : rows.train;
  const part = (positions: Uint32Array) => ({ x: takeRows(matrix, positions), y: valuesAt(values, positions) });
  return {
    task: "regression",
    classCount: 0,
    ...part(train),
    ...(held.size > 0 && { validation: part(rows.validation) }),
  };
}

export function valuesAt(values: Float64Array, positions: Uint32Array): Float64Array {
  const taken = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i++) taken[i] = values[positions[i]];
  return taken;
}
