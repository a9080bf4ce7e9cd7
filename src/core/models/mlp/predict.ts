import type { CsrMatrix } from "../../sparse/csr";
import { checkColumns, makeForwardPass } from "./forward-pass";
import type { MlpModel } from "./mlp-model";

/**
 * rows x 1 predictions in the target's own unit, or rows x classes probabilities that sum to 1. The first layer costs
 * by the non-zero entries of the rows. Sums are doubles, so a row's prediction does not depend on the rows beside it
 * and agrees with the trainers to about 1e-6 relative.
 *
 * @throws {DataError} "length-mismatch" when the matrix has other columns than the network was trained on
 */
export function predictMlp(model: MlpModel, x: CsrMatrix): Float64Array {
  checkColumns(model, x);
  const outputs = model.layers.at(-1)!.outSize;
  const predictions = new Float64Array(x.rows * outputs);
  const pass = makeForwardPass(model);
  const sums = new Float64Array(model.layers[0].outSize);
  for (let row = 0; row < x.rows; row++) {
    pass.start(x, row, sums);
    const out = pass.finish(sums);
    for (let k = 0; k < outputs; k++) predictions[row * outputs + k] = out[k];
  }
  return predictions;
}
