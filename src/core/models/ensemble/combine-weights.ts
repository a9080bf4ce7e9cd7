/**
 * Non-negative least squares (Lawson and Hanson 1974, as `scipy.optimize.nnls`): weights of at least 0 for which the
 * weighted sum of the columns comes closest to `target`. By coordinate descent on the normal equations, which for the few columns of an
 * ensemble ends at the same place.
 */
export function nonNegativeWeights(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const count = columns.length;
  const gram = columns.map((a) => columns.map((b) => dot(a, b)));
  const right = columns.map((a) => dot(a, target));
  const weights = new Float64Array(count);
  for (let round = 0; round < 100_000; round++) {
    let moved = 0;
    for (let i = 0; i < count; i++) {
      if (gram[i][i] === 0) continue;
      let rest = right[i];
      for (let j = 0; j < count; j++) if (j !== i) rest -= gram[i][j] * weights[j];
      const next = Math.max(0, rest / gram[i][i]);
      moved = Math.max(moved, Math.abs(next - weights[i]));
      weights[i] = next;
    }
    if (moved < 1e-12) break;
  }
  return weights;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
