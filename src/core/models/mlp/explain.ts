import { DataError } from "../../errors";
import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions } from "../model";
import { checkColumns, makeForwardPass } from "./forward-pass";
import type { MlpModel } from "./mlp-model";

/**
 * Occlusion: the value of a column is the prediction minus the prediction of the same row with that entry zeroed, by an
 * exact pass through the network each (the first layer is corrected by the one entry, not computed again).
 *
 * A network is not a sum, so the values alone do not add up to anything: `base` is the prediction minus their sum. It
 * holds the prediction of an empty row and what the entries do only together; where they do not act together it is
 * exactly the prediction of the empty row. For classification all of it is the probability of class `output`.
 *
 * @throws {DataError} "length-mismatch" for other columns than the network was trained on or not exactly one row,
 *   "invalid-option" for an output it does not have
 */
export function explainMlp(model: MlpModel, row: CsrMatrix, output: number): Contributions {
  checkColumns(model, row);
  if (row.rows !== 1) throw new DataError("length-mismatch", `expected one row to explain, got ${row.rows}`);
  const { outSize, weights } = model.layers[0];
  const outputs = model.layers.at(-1)!.outSize;
  if (!Number.isInteger(output) || output < 0 || output >= outputs) {
    throw new DataError("invalid-option", `output must be an integer from 0 to ${outputs - 1}, got ${output}`);
  }
  const pass = makeForwardPass(model);
  const sums = new Float64Array(outSize);
  const without = new Float64Array(outSize);
  pass.start(row, 0, sums);
  const prediction = pass.finish(sums)[output];

  const columns = row.indices.slice(row.indptr[0], row.indptr[1]);
  const values = new Float64Array(columns.length);
  let total = 0;
  for (let e = 0; e < columns.length; e++) {
    const value = row.values[row.indptr[0] + e];
    const from = columns[e] * outSize;
    for (let o = 0; o < outSize; o++) without[o] = sums[o] - value * weights[from + o];
    values[e] = prediction - pass.finish(without)[output];
    total += values[e];
  }
  return { base: prediction - total, columns, values };
}
