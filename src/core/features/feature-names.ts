import { RARE } from "./categorical/categorical";
import type { FeatureName } from "./feature-matrix";
import type { FittedFeatures } from "./fit-features";
import { hashedLabel } from "./hashing/fitted-hashing";
import { isHashing, textWidth } from "./text-block";
import type { FittedText } from "./text-block";
import type { RecordTerms } from "./vectorize-record";

/** How many of the matrix's first columns are words. */
export function textColumnCount(fitted: FittedFeatures): number {
  return fitted.text === null ? 0 : textWidth(fitted.text);
}

/** The name of every column of the matrix, in order. */
export function featureNames(fitted: FittedFeatures): FeatureName[] {
  return [...featureRuns(fitted)].flatMap((run) => Array.from({ length: run.length }, (_, i) => nameOf(run, i)));
}

/**
 * The name of one column of the matrix, from 0. O(blocks): no list of all names is made.
 *
 * @param terms of the post at hand: columns that terms are hashed into are named by those
 * @throws {RangeError} outside
 */
export function featureNameAt(fitted: FittedFeatures, column: number, terms: RecordTerms | null = null): FeatureName {
  let first = 0;
  for (const run of featureRuns(fitted)) {
    if (column >= first && column < first + run.length) return nameOf(run, column - first, terms?.get(column));
    first += run.length;
  }
  throw new RangeError(`column must be from 0 to ${fitted.columns - 1}, got ${column}`);
}

/** Neighbouring columns made from the same columns of the table. */
export interface FeatureRun extends Omit<FeatureName, "label"> {
  readonly length: number;
  /** @param terms of a post, where columns have none of their own */
  labelAt(i: number, terms?: ReadonlySet<string>): string;
}

const listed = (labels: readonly string[]) => ({ length: labels.length, labelAt: (i: number) => labels[i] });

/** The columns of the matrix in order, without a name made for each. */
export function* featureRuns(fitted: FittedFeatures): Generator<FeatureRun> {
  if (fitted.text !== null) yield* textRuns(fitted.text);
  for (const { column, categories, rare } of fitted.categorical) {
    yield { block: "categorical", column, ...listed(categories) };
    if (rare.length > 0) yield { block: "categorical", column, ...listed([RARE]) };
  }
  for (const { column } of fitted.numeric) yield { block: "numeric", column, ...listed([column]) };
  for (const { column, parts } of fitted.date)
    yield { block: "date", column, ...listed(parts.map(({ part }) => part)) };
  for (const { column, measures } of fitted.shape) {
    yield { block: "shape", column, ...listed(measures.map(({ measure }) => MEASURE_LABELS[measure])) };
  }
}

function textRuns(text: FittedText): FeatureRun[] {
  const of = (columns: readonly string[]) => ({ block: "text", column: columns.join(" + ") }) as const;
  return isHashing(text)
    ? text.hashed.map((part) => ({
        ...of(part.columns),
        length: part.hashes.length,
        labelAt: (i, terms) => hashedLabel(part, i, terms && [...terms]),
      }))
    : text.vocabularies.map(({ columns, terms }) => ({ ...of(columns), ...listed(terms) }));
}

function nameOf({ block, column, labelAt }: FeatureRun, i: number, terms?: ReadonlySet<string>): FeatureName {
  return { block, column, label: labelAt(i, terms) };
}

const MEASURE_LABELS = {
  characters: "characters",
  words: "words",
  questionMarks: "question marks",
  exclamationMarks: "exclamation marks",
  links: "links",
  capitals: "capitals",
  digits: "digits",
  lines: "lines",
  empty: "empty",
} as const;
