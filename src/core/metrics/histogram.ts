import { DataError } from "../errors";

/** Bin `i` holds values from `edges[i]` up to but not including `edges[i + 1]`; the last bin includes its upper edge. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly scale: HistogramScale;
}

/** "symlog": edges grow by factors on both sides of a bin of its own for zero. */
export type HistogramScale = "linear" | "symlog";

export interface HistogramOptions {
  /** at most this many bins, about */
  readonly bins: number;
  /** "auto" takes symlog where the largest value is over 20 times a typical one */
  readonly scale?: HistogramScale | "auto";
}

/**
 * Counts values into bins with round edges. NaN and infinities are left out. Without values one empty bin from 0 to 1;
 * for equal values one bin around them. O(n log bins).
 *
 * @throws {DataError} "invalid-option" for fewer than 1 bin
 * @example histogram([1, 2, 2, 9], { bins: 5 }) // edges [0, 2, 4, 6, 8, 10], counts [1, 2, 0, 0, 1]
 */
export function histogram(values: ArrayLike<number>, options: HistogramOptions): Histogram {
  const finite = Float64Array.from(values).filter(Number.isFinite);
  const scale = options.scale === undefined || options.scale === "auto" ? chooseScale(finite) : options.scale;
  const edges = scale === "linear" ? linearEdges(finite, options.bins) : symlogEdges(finite, options.bins);
  return { edges, counts: countBins(edges, finite), scale };
}

/** How many of the values fall in each bin of given edges; values outside count into the nearest bin, NaN nowhere. */
export function countBins(edges: readonly number[], values: ArrayLike<number>): number[] {
  const counts = edges.slice(1).fill(0);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) counts[binOf(edges, values[i])]++;
  return counts;
}

/** The bin a value falls in, the first or last one for values outside. */
export function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Edges of equal width at round multiples of 1, 2 or 5 times a power of ten.
 *
 * @throws {DataError} "invalid-option" for fewer than 1 bin
 */
export function linearEdges(values: ArrayLike<number>, bins: number): number[] {
  checkBins(bins);
  const [low, high] = extent(values);
  if (low > high) return [0, 1];
  if (low === high) return [low - 0.5, low + 0.5];
  const rough = (high - low) / bins;
  // too narrow a range for edges that a double can tell apart
  if (rough < 1e-300 || rough < 1e-13 * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const power = Math.floor(Math.log10(rough));
  const digit = [1, 2, 5, 10].find((candidate) => candidate * 10 ** power >= rough * (1 - 1e-9)) ?? 10;
  // multiplied and divided by whole numbers, so that 0.3 does not become 0.30000000000000004
  const multiple = (index: number) => (power < 0 ? (index * digit) / 10 ** -power : index * digit * 10 ** power);
  const step = multiple(1);
  let first = Math.floor(low / step);
  let last = Math.max(Math.ceil(high / step), first + 1);
  // the quotients are rounded, and the ends must hold every value
  if (multiple(first) > low) first--;
  if (multiple(last) < high) last++;
  return Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i));
}

/**
 * Edges that grow by a constant factor away from zero, which has a bin of its own. The factor divides a power of ten
 * evenly, so that 1, 10, 100 ... are edges. Values closer to zero than a millionth of the largest count as zero.
 *
 * @throws {DataError} "invalid-option" for fewer than 1 bin
 */
export function symlogEdges(values: ArrayLike<number>, bins: number): number[] {
  checkBins(bins);
  const [low, high] = extent(values);
  if (low > high) return [0, 1];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest === 0) return [0, 1];
  if (largest < 1e-290) return low < high ? [low, high] : [Math.min(low, 0), Math.max(high, 0)];
  let smallest = largest;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size > 0 && size < smallest) smallest = size;
  }
  const floor = Math.max(smallest, largest * 1e-6);
  const start = Math.floor(Math.log10(floor) + 1e-9);
  // below zero the edge itself belongs to the bin of zero, so it must stay clear of the data
  const negativeStart = start - (low < 0 && 10 ** start >= smallest ? 1 : 0);
  const sides = (low < 0 ? 1 : 0) + (high > 0 ? 1 : 0);
  const decades = Math.max(1, Math.ceil(Math.log10(largest) - start));
  const perDecade = [10, 5, 4, 3, 2].find((count) => count * decades * sides + 1 <= bins) ?? 1;
  const positive = high > 0 ? logEdges(start, perDecade, high) : [];
  const negative = low < 0 ? logEdges(negativeStart, perDecade, -low) : [];
  const below = negative.length > 0 ? negative.map((edge) => -edge).reverse() : [0];
  const above = positive.length > 0 ? positive : [10 ** negativeStart];
  return [...below, ...above];
}

/** 10^start, then on by equal factors until an edge is above `upTo`. */
function logEdges(start: number, perDecade: number, upTo: number): number[] {
  const edges: number[] = [];
  for (let i = 0; ; i++) {
    const edge = round(10 ** (start + i / perDecade));
    edges.push(edge);
    if (edge > upTo && edges.length > 1) return edges;
  }
}

/** To three digits, so that labels stay short. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function chooseScale(values: Float64Array): HistogramScale {
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  if (sizes.length < 2) return "linear";
  sizes.sort();
  return sizes[sizes.length - 1] > 20 * sizes[sizes.length >> 1] ? "symlog" : "linear";
}

function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}

function checkBins(bins: number): void {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new DataError("invalid-option", `bins must be a positive integer, got ${bins}`);
  }
}
