/**
 * The place of each value among all as a share, 0.5 / n to 1 - 0.5 / n; equal values share the mean of their places. NaN and infinities stay
 * NaN. O(n log n).
 * @example rankValues(Float64Array.of(10, 30, 10)) // [0.333, 0.833, 0.333]
 */
export function rankValues(values: Float64Array): Float64Array {
  const sorted = values.filter(Number.isFinite).sort();
  const places = new Map<number, number>();
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    places.set(sorted[from], (from + to) / 2 / sorted.length);
    from = to;
  }
  return values.map((value) => places.get(value) ?? NaN);
}

/** Median of the finite values of some rows; NaN without any. */
export function medianOf(values: Float64Array, rows: ArrayLike<number>): number {
  const picked = Float64Array.from(rows, (row) => values[row])
    .filter(Number.isFinite)
    .sort();
  const { length } = picked;
  return length === 0 ? NaN : (picked[(length - 1) >> 1] + picked[length >> 1]) / 2;
}
