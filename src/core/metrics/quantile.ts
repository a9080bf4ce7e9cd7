import { DataError } from "../errors";

/**
 * The value below which a share `q` of ascending values lies, neighbours joined by a line: numpy's default method.
 * `q` 0 is the first value and 1 the last.
 *
 * @throws {DataError} "too-few-rows" without values, "invalid-option" when q is outside [0, 1]
 * @example quantileSorted(Float64Array.of(1, 2, 3, 4), 0.5) // 2.5
 */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) throw new DataError("too-few-rows", "a quantile needs at least 1 value, got 0");
  if (!(q >= 0 && q <= 1)) throw new DataError("invalid-option", `q must be from 0 to 1, got ${q}`);
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const share = place - below;
  const low = sorted[below];
  if (share === 0) return low;
  const high = sorted[below + 1];
  // numpy interpolates from the nearer end
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}

/**
 * Several quantiles of values in any order; `values` stays as it is. O(n log n).
 *
 * @throws {DataError} "too-few-rows", "invalid-option"
 */
export function quantiles(values: ArrayLike<number>, qs: readonly number[]): number[] {
  const sorted = new Float64Array(values).sort();
  return qs.map((q) => quantileSorted(sorted, q));
}
