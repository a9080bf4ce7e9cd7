import { frameOf, isSpread, makeLinearScale, niceStep, symlogThreshold } from "./scale";

/** Counts between edges; what lies beyond the first or last edge is in the overflow bins, never dropped. */
export interface Bins {
  readonly scale: "linear" | "symlog";
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly below: number;
  readonly above: number;
}

/**
 * Bars of equal width over the central part of the values, on whole-number edges of a nice step; zero is always an edge
 * where it lies inside. A few far values go to `below` and `above`.
 */
export function binLinear(values: ArrayLike<number>, about = 40): Bins {
  const [low, high] = frameOf(values);
  if (!isSpread(low, high)) {
    const { domain } = makeLinearScale(low, high);
    return count(values, [domain[0], domain[1]], "linear");
  }
  const step = niceStep((high - low) / about);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const edges = Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step));
  // a value on the last edge belongs to the last bar
  return count(values, edges, "linear");
}

/** Bars of equal width on a symlog axis: `perDecade` to a power of ten, and one for what is nearer to zero than the threshold. */
export function binSymlog(values: ArrayLike<number>, perDecade = 4, threshold = symlogThreshold(values)): Bins {
  let low = 0;
  let high = threshold;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  const up = powersTo(high, threshold, perDecade);
  const down = low <= -threshold ? powersTo(-low, threshold, perDecade).map((edge) => -edge) : [];
  const edges = [...down.reverse(), ...(low < 0 && down.length === 0 ? [-threshold] : []), 0, ...up];
  return withoutEmptyStart(count(values, edges, "symlog"));
}

/** An axis that begins where the values do. */
function withoutEmptyStart(bins: Bins): Bins {
  const first = bins.counts.findIndex((inBar) => inBar > 0);
  return first <= 0 ? bins : { ...bins, edges: bins.edges.slice(first), counts: bins.counts.slice(first) };
}

function powersTo(largest: number, threshold: number, perDecade: number): number[] {
  const edges = [threshold];
  for (let i = 1; edges[edges.length - 1] <= largest; i++) edges.push(clean(threshold * 10 ** (i / perDecade)));
  return edges;
}

function count(values: ArrayLike<number>, edges: readonly number[], scale: Bins["scale"]): Bins {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  const last = edges[edges.length - 1];
  let below = 0;
  let above = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    if (value < edges[0]) below++;
    else if (value > last) above++;
    else counts[Math.min(counts.length - 1, upperBound(edges, value) - 1)]++;
  }
  return { scale, edges, counts, below, above };
}

/** Index of the first edge above `value`. */
function upperBound(edges: readonly number[], value: number): number {
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (edges[middle] <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function clean(value: number): number {
  return Number(value.toPrecision(12));
}
