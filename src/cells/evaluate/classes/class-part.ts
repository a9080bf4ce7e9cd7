import { mostLikely } from "../../../core/metrics/confusion";
import type { ClassView, PartName } from "../../../pipeline/views";

/** The posts of one part with the label each has, the label each was given, and every probability. */
export interface ClassPart {
  readonly name: PartName;
  readonly classes: readonly string[];
  readonly rows: Uint32Array;
  /** index of the class */
  readonly actual: Uint16Array;
  readonly predicted: Uint32Array;
  /** row by row, rows x classes */
  readonly probabilities: Float64Array;
  /** rows of the table that repeat a training post */
  readonly seen: ReadonlySet<number>;
  /** only every so many posts were kept */
  readonly sampled: boolean;
}

/** Falls back to the test part where the run has no such part. */
export function classPart(view: ClassView, wanted: PartName): ClassPart {
  const points = view.points[wanted];
  const name = points ? wanted : "test";
  const { rows, actual, probabilities, sampled } = points ?? view.points.test;
  return {
    name,
    classes: view.classes,
    rows,
    actual,
    predicted: mostLikely(probabilities, view.classes.length),
    probabilities,
    seen: new Set(name === "test" ? view.leakedRows : []),
    sampled,
  };
}

/** Probability that the post at `place` was given for class `k`. */
export function probabilityOf(part: ClassPart, place: number, k: number): number {
  return part.probabilities[place * part.classes.length + k];
}

/** The probabilities of one class, post by post, and whether each is of it. */
export function againstTheRest(
  part: ClassPart,
  k: number,
): { readonly happened: Uint8Array; readonly probability: Float64Array } {
  return {
    happened: Uint8Array.from(part.actual, (label) => (label === k ? 1 : 0)),
    probability: Float64Array.from(part.rows, (_, place) => probabilityOf(part, place, k)),
  };
}

/** Share of posts given their label, among those that repeat a training post and among the others; null without both. */
export function seenAccuracies({ rows, actual, predicted, seen }: ClassPart): {
  readonly seen: number;
  readonly unseen: number;
  readonly seenCount: number;
} | null {
  let [seenCount, seenRight, unseenRight] = [0, 0, 0];
  rows.forEach((row, place) => {
    const isRight = actual[place] === predicted[place] ? 1 : 0;
    if (seen.has(row)) {
      seenCount++;
      seenRight += isRight;
    } else unseenRight += isRight;
  });
  if (seenCount === 0 || seenCount === rows.length) return null;
  return { seen: seenRight / seenCount, unseen: unseenRight / (rows.length - seenCount), seenCount };
}

export type LabelOrder = "surest-wrong" | "least-sure" | "surest-right";

export const LABEL_ORDERS: readonly { readonly value: LabelOrder; readonly label: string }[] = [
  { value: "surest-wrong", label: "surely wrong" },
  { value: "least-sure", label: "least sure" },
  { value: "surest-right", label: "surely right" },
];

/** Places of the posts to read, in order; all of `only` where some are chosen, else the wrong or right ones alone. */
export function orderByLabel(
  part: ClassPart,
  order: LabelOrder,
  only: ReadonlySet<number> | null = null,
): readonly number[] {
  const { actual, predicted, rows } = part;
  const sureness = (place: number) => probabilityOf(part, place, predicted[place]);
  const isRight = (place: number) => actual[place] === predicted[place];
  const places = only
    ? [...only]
    : [...rows.keys()].filter((place) => order === "least-sure" || isRight(place) === (order === "surest-right"));
  const sign = order === "least-sure" ? 1 : -1;
  return places.sort((a, b) => sign * (sureness(a) - sureness(b)) || rows[a] - rows[b]);
}

/** Places of rows chosen anywhere in the notebook, as far as this part has them; null where it has none. */
export function placesOfRows(part: ClassPart, wanted: readonly number[] | null): ReadonlySet<number> | null {
  if (!wanted) return null;
  const chosen = new Set(wanted);
  const places = [...part.rows.keys()].filter((place) => chosen.has(part.rows[place]));
  return places.length > 0 ? new Set(places) : null;
}

/** Rows of the table that are of one class and were given another, or the same. */
export function rowsOfSquare(part: ClassPart, actual: number, predicted: number): number[] {
  return Array.from(part.rows).filter(
    (_, place) => part.actual[place] === actual && part.predicted[place] === predicted,
  );
}
