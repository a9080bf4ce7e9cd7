import { RARE } from "./categorical/categorical";
import type { FeatureName } from "./feature-matrix";
import type { FittedFeatures } from "./fit-features";
import { termCount } from "./tfidf/fitted-tfidf";

/** How many of the matrix's first columns are words. */
export function textColumnCount(fitted: FittedFeatures): number {
  return fitted.text === null ? 0 : termCount(fitted.text);
}

/** The name of every column of the matrix, in order. */
export function featureNames(fitted: FittedFeatures): FeatureName[] {
  return [...runs(fitted)].flatMap((run) => Array.from({ length: run.labels.length }, (_, i) => nameOf(run, i)));
}

/** The name of one column of the matrix, from 0. O(blocks): no list of all names is made. @throws {RangeError} outside */
export function featureNameAt(fitted: FittedFeatures, column: number): FeatureName {
  let first = 0;
  for (const run of runs(fitted)) {
    if (column >= first && column < first + run.labels.length) return nameOf(run, column - first);
    first += run.labels.length;
  }
  throw new RangeError(`column must be from 0 to ${fitted.columns - 1}, got ${column}`);
}

/** Neighbouring columns made from the same columns of the table. */
interface Run extends Omit<FeatureName, "label"> {
  readonly labels: readonly string[];
}

function* runs(fitted: FittedFeatures): Generator<Run> {
  for (const { columns, terms } of fitted.text?.vocabularies ?? []) {
    yield { block: "text", column: columns.join(" + "), labels: terms };
  }
  for (const { column, categories, rare } of fitted.categorical) {
    yield { block: "categorical", column, labels: categories };
    if (rare.length > 0) yield { block: "categorical", column, labels: [RARE] };
  }
  for (const { column } of fitted.numeric) yield { block: "numeric", column, labels: [column] };
  for (const { column, parts } of fitted.date) yield { block: "date", column, labels: parts.map(({ part }) => part) };
  for (const { column, measures } of fitted.shape) {
    yield { block: "shape", column, labels: measures.map(({ measure }) => MEASURE_LABELS[measure]) };
  }
}

function nameOf({ block, column, labels }: Run, i: number): FeatureName {
  return { block, column, label: labels[i] };
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
