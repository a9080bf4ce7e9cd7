import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";

/** A line through points that never falls: level before the first and after the last. */
export interface IsotonicCurve {
  /** ascending */
  readonly x: Float64Array;
  /** never falling, within the values it was fitted to */
  readonly y: Float64Array;
}

/**
 * The never-falling values nearest to `y` in squared error, by pooling neighbours that are out of order (Ayer et al. 1955).
 * Rows of equal `x` count as one. Points in the middle of a level stretch are left out. O(n log n).
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite"
 * @example fitIsotonic([1, 2, 3], [0, 1, 0]).y // 0, 0.5, 0.5
 */
export function fitIsotonic(x: ArrayLike<number>, y: ArrayLike<number>): IsotonicCurve {
  checkLengths({ x, y });
  const order = Array.from({ length: x.length }, (_, i) => i);
  const bad = order.find((i) => !Number.isFinite(x[i]) || !Number.isFinite(y[i]));
  if (bad !== undefined)
    throw new DataError("not-finite", `values must be finite, got ${x[bad]} and ${y[bad]} in row ${bad}`, { row: bad });
  order.sort((a, b) => x[a] - x[b]);
  // blocks of rows with one mean each; a block spans from its first to its last x
  const blocks: { first: number; last: number; sum: number; rows: number }[] = [];
  for (const i of order) {
    const top = blocks.at(-1);
    if (top && top.first === top.last && top.last === x[i]) {
      top.sum += y[i];
      top.rows++;
    } else blocks.push({ first: x[i], last: x[i], sum: y[i], rows: 1 });
  }
  const pooled: typeof blocks = [];
  for (const block of blocks) {
    let current = block;
    for (let last = pooled.at(-1); last && last.sum * current.rows >= current.sum * last.rows; last = pooled.at(-1)) {
      pooled.pop();
      current = {
        first: last.first,
        last: current.last,
        sum: last.sum + current.sum,
        rows: last.rows + current.rows,
      };
    }
    pooled.push(current);
  }
  const points = pooled.flatMap(({ first, last, sum, rows }) =>
    first === last
      ? [[first, sum / rows]]
      : [
          [first, sum / rows],
          [last, sum / rows],
        ],
  );
  return { x: Float64Array.from(points, ([at]) => at), y: Float64Array.from(points, ([, value]) => value) };
}

/** The curve at `at`, straight between its points. O(log points). */
export function isotonicAt({ x, y }: IsotonicCurve, at: number): number {
  const last = x.length - 1;
  if (!(at > x[0])) return y[0];
  if (at >= x[last]) return y[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (x[middle] <= at) low = middle;
    else high = middle;
  }
  return y[low] + ((at - x[low]) / (x[high] - x[low])) * (y[high] - y[low]);
}
