import type { FittedFeatures } from "../core/features/fit-features";
import { textColumnCount } from "../core/features/feature-names";
import type { CsrMatrix } from "../core/sparse/csr";

/**
 * The training rows whose words are most like the post's: cosine over the TF-IDF block alone, so that dates and
 * lengths do not drown the topic. Rows without a shared word are left out. O(entries of the training rows).
 *
 * @returns at most `count`, highest cosine first, ties in row order
 */
export function nearestRows(
  matrix: CsrMatrix,
  fitted: FittedFeatures,
  rows: Uint32Array,
  query: CsrMatrix,
  count: number,
): { row: number; cosine: number }[] {
  const terms = textColumnCount(fitted);
  const dense = new Float64Array(terms);
  let queryNorm = 0;
  for (let e = 0; e < query.indptr[1]; e++) {
    if (query.indices[e] >= terms) continue;
    dense[query.indices[e]] = query.values[e];
    queryNorm += query.values[e] ** 2;
  }
  if (queryNorm === 0 || count < 1) return [];
  const best: { row: number; cosine: number }[] = [];
  for (const row of rows) {
    let dot = 0;
    let norm = 0;
    for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1] && matrix.indices[e] < terms; e++) {
      dot += dense[matrix.indices[e]] * matrix.values[e];
      norm += matrix.values[e] ** 2;
    }
    if (dot <= 0) continue;
    const cosine = dot / Math.sqrt(norm * queryNorm);
    if (best.length === count && cosine <= best[count - 1].cosine) continue;
    if (best.length === count) best.pop();
    const at = best.findIndex((other) => cosine > other.cosine);
    best.splice(at < 0 ? best.length : at, 0, { row, cosine });
  }
  return best;
}
