import { quantiles } from "../../core/metrics/quantile";
import type { EvaluateView, PartName, RegressionView } from "../../pipeline/views";
import { formatNumber, formatTarget } from "../../ui/format";

/** The points of one part, ready to draw: residuals beside them, and which of them were seen in training. */
export interface EvaluationPart {
  readonly name: PartName;
  readonly rows: Uint32Array;
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  /** actual minus predicted */
  readonly residual: Float64Array;
  /** 1 for test posts that repeat a training post; null where there are none */
  readonly seen: Uint8Array | null;
  readonly seenCount: number;
  /** only every so many points were kept */
  readonly sampled: boolean;
  /** a value of the target in words, with the same decimals for all of them */
  readonly format: (value: number) => string;
  /** the same for actual values: whole where all are */
  readonly formatActual: (value: number) => string;
  /** a residual, with its sign */
  readonly formatError: (value: number) => string;
  /** place of a row of the table among the points */
  readonly placeOf: ReadonlyMap<number, number>;
}

export function partNames(view: EvaluateView): readonly PartName[] {
  return view.points.validation ? ["test", "validation", "train"] : ["test", "train"];
}

/** Falls back to the test part where the run has no such part. */
export function evaluationPart(view: RegressionView, wanted: PartName): EvaluationPart {
  const points = view.points[wanted];
  const name = points ? wanted : "test";
  const { rows, actual, predicted, sampled } = points ?? view.points.test;
  const leaked = new Set(name === "test" ? view.leakedRows : []);
  const seen = leaked.size > 0 ? Uint8Array.from(rows, (row) => (leaked.has(row) ? 1 : 0)) : null;
  const seenCount = seen?.reduce((sum, one) => sum + one, 0) ?? 0;
  const size = scaleOf(actual);
  const isWhole = actual.every(Number.isInteger);
  let places: ReadonlyMap<number, number> | null = null;
  return {
    name,
    rows,
    actual,
    predicted,
    residual: actual.map((value, i) => value - predicted[i]),
    seen: seenCount > 0 ? seen : null,
    seenCount,
    sampled,
    format: (value) => formatTarget(value, size),
    formatActual: (value) => (isWhole ? formatNumber(value) : formatTarget(value, size)),
    formatError: (value) => (value > 0 ? "+" : "") + formatTarget(value, size),
    // Made when rows are first chosen: most looks at a result choose none.
    get placeOf() {
      return (places ??= new Map(Array.from(rows, (row, place) => [row, place])));
    },
  };
}

/** The size of nearly all values, which decides how many decimals say something. */
function scaleOf(values: Float64Array): number {
  return values.length === 0 ? 0 : quantiles(values.map(Math.abs), [0.9])[0];
}

/** Points of rows chosen anywhere in the notebook, as far as this part has them; null where it has none. */
export function placesOf(part: EvaluationPart, rows: readonly number[] | null): ReadonlySet<number> | null {
  if (!rows) return null;
  const places = rows.map((row) => part.placeOf.get(row)).filter((place) => place !== undefined);
  return places.length > 0 ? new Set(places) : null;
}

/** A range of values; a missing end is open. */
export type ValueRange = readonly [low: number | null, high: number | null];

export interface PostRanges {
  readonly actual: ValueRange;
  readonly predicted: ValueRange;
  readonly residual: ValueRange;
}

/** Points inside all ranges: what dragging a rectangle does, for people who type. */
export function placesInRanges(part: EvaluationPart, ranges: PostRanges): number[] {
  const inside = (value: number, [low, high]: ValueRange): boolean =>
    (low === null || value >= low) && (high === null || value <= high);
  const found: number[] = [];
  for (let i = 0; i < part.rows.length; i++) {
    if (
      inside(part.actual[i], ranges.actual) &&
      inside(part.predicted[i], ranges.predicted) &&
      inside(part.residual[i], ranges.residual)
    ) {
      found.push(i);
    }
  }
  return found;
}

export type ErrorOrder = "largest" | "too-low" | "too-high" | "smallest";

export const ERROR_ORDERS: readonly { readonly value: ErrorOrder; readonly label: string }[] = [
  { value: "largest", label: "largest error" },
  { value: "too-low", label: "predicted too low" },
  { value: "too-high", label: "predicted too high" },
  { value: "smallest", label: "smallest error" },
];

/** Posts in an order, of which a page at a time is read. */
export interface OrderedPosts {
  readonly length: number;
  /** places of the posts from the `from`-th in order up to, not including, the `to`-th */
  page(from: number, to: number): number[];
}

/**
 * The posts to read, in order; among `only` where some are chosen. Equal errors keep the order of the file. Keys are
 * sorted as numbers, and places only of the page that is read: a comparison in JavaScript for each step of a sort of
 * all would hold the page up.
 */
export function orderByError(
  part: EvaluationPart,
  order: ErrorOrder,
  only: ReadonlySet<number> | null = null,
): OrderedPosts {
  const { residual, rows } = part;
  const keyOf = (place: number): number => {
    const error = residual[place];
    switch (order) {
      case "largest":
        return -Math.abs(error);
      case "too-low":
        return -error;
      case "too-high":
        return error;
      case "smallest":
        return Math.abs(error);
    }
  };
  const isMeant = (place: number): boolean =>
    order === "too-low" ? residual[place] > 0 : order === "too-high" ? residual[place] < 0 : true;
  const places = (only ? Uint32Array.from(only) : Uint32Array.from(rows.keys())).filter(isMeant);
  const keys = Float64Array.from(places, keyOf).sort();
  return {
    length: places.length,
    page: (from, to) => {
      const [first, last] = [keys[from], keys[Math.min(to, keys.length) - 1]];
      if (!(first <= last)) return [];
      const among = Array.from(places.filter((place) => keyOf(place) >= first && keyOf(place) <= last));
      among.sort((a, b) => keyOf(a) - keyOf(b) || rows[a] - rows[b]);
      const before = from - keys.indexOf(first);
      return among.slice(before, before + to - from);
    },
  };
}
