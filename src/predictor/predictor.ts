import { DataError } from "../core/errors";
import type { FeatureName } from "../core/features/feature-matrix";
import { featureNameAt } from "../core/features/feature-names";
import { makeRecordVectorizer } from "../core/features/vectorize-record";
import type { RecordTerms } from "../core/features/vectorize-record";
import { correctProbabilities } from "../core/metrics/probability-correction";
import { intervalAt } from "../core/metrics/residual-intervals";
import { modelKindOf } from "../core/models/registry";
import type { CsrMatrix } from "../core/sparse/csr";
import { largestOf } from "./largest-of";
import type { Prediction, PredictionContribution, RowPrediction } from "./prediction";
import type { PredictorValue } from "./predictor-value";

const CONTRIBUTIONS_NAMED = 12;
const POSTS_REMEMBERED = 1000;
const UNSEEN_LISTED = 20;

/** A predictor ready to answer. */
export interface Predictor {
  /** `explain` names the label whose probability is taken apart, where labels are predicted */
  predict(record: Readonly<Record<string, string>>, explain?: string): Prediction;
  /** milliseconds from the record to its score or label, not remembered and not taken apart */
  timeOf(record: Readonly<Record<string, string>>): number;
  /** scores or labels only, in the order of the rows; far faster than one by one */
  predictBatch(rows: readonly Readonly<Record<string, string>>[]): RowPrediction[];
  intervalOf(score: number): Prediction["interval"];
  vectorize(record: Readonly<Record<string, string>>): CsrMatrix;
  /** names the columns of the matrix in front of this record */
  columnNames(record: Readonly<Record<string, string>>): (column: number) => FeatureName;
  /** place of a label among the model's outputs; 0 for a score. @throws {DataError} "invalid-option" for a label it does not have */
  outputOf(label: string | undefined): number;
}

/**
 * Builds the look-ups of a predictor value once, so that a prediction costs microseconds. `now` is a clock in
 * milliseconds for the latency that each prediction reports. Repeated posts are answered from a cache of the last 1,000.
 */
export function makePredictor(value: PredictorValue, now: () => number): Predictor {
  const model = modelKindOf(value.modelKind);
  const vectorizer = makeRecordVectorizer(value.features, value.cleaning);
  const remembered = new Map<string, Prediction>();
  const inputs = value.inputs.map(({ column }) => column);
  const classes = value.classes ?? null;
  const outputs = classes?.length ?? 1;

  /** Outputs of every row, corrected where the predictor says how. */
  function outputsOf(x: CsrMatrix): { raw: Float64Array; given: Float64Array } {
    const raw = model.predict(value.model, x);
    return { raw, given: value.correction ? correctProbabilities(value.correction, raw, outputs) : raw };
  }

  function rowOf(given: Float64Array, row: number): RowPrediction {
    if (!classes) return { score: given[row] };
    const probabilities = classes.map((label, k) => ({ label, p: given[row * outputs + k] }));
    const likeliest = probabilities.reduce((best, each) => (each.p > best.p ? each : best));
    return { label: likeliest.label, score: likeliest.p, probabilities };
  }

  function intervalOf(score: number): Prediction["interval"] {
    if (!value.intervals) return { low: score, high: score, coverage: 0 };
    const { low, high } = intervalAt(value.intervals, score);
    return { low, high, coverage: value.intervals.coverage };
  }

  /** The largest by name, largest first, and what is left as one. */
  function namedContributions(columns: Uint32Array, values: Float64Array, terms: RecordTerms | null) {
    const { largest, others, rest } = largestOf(values, CONTRIBUTIONS_NAMED);
    const named: PredictionContribution[] = largest.map((i) => ({
      ...featureNameAt(value.features, columns[i], terms),
      value: values[i],
    }));
    if (others > 0) named.push(restOf(`${others} more`, rest));
    return named;
  }

  function predict(record: Readonly<Record<string, string>>, explain?: string): Prediction {
    const started = now();
    const key = JSON.stringify([...inputs.map((column) => record[column] ?? null), explain ?? null]);
    const known = remembered.get(key);
    if (known) {
      remembered.delete(key);
      remembered.set(key, known);
      return { ...known, cached: true, latencyMs: now() - started };
    }
    const { row, missing, unseenTokens, unseenCategories, terms } = vectorizer(record);
    const { raw, given } = outputsOf(row);
    const answer = rowOf(given, 0);
    const latencyMs = now() - started;
    const explained = classes ? labelIndex(classes, explain ?? answer.label!) : 0;
    const { base, columns, values } = model.explain(value.model, row, explained);
    const named = namedContributions(columns, values, terms);
    // what the correction adds belongs to no feature
    if (value.correction) named.push(restOf("correction", given[explained] - raw[explained]));
    const prediction: Prediction = {
      ...answer,
      ...(classes && { explained: classes[explained] }),
      interval: intervalOf(answer.score),
      base,
      contributions: named,
      missing,
      unseenTokens: unseenTokens.slice(0, UNSEEN_LISTED),
      unseenCategories,
      latencyMs,
      cached: false,
    };
    remembered.set(key, prediction);
    if (remembered.size > POSTS_REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return prediction;
  }

  return {
    predict,
    timeOf(record) {
      const started = now();
      rowOf(outputsOf(vectorizer(record).row).given, 0);
      return now() - started;
    },
    intervalOf,
    predictBatch: (rows) => {
      const { given } = outputsOf(stackRows(rows.map((record) => vectorizer(record).row)));
      return rows.map((_, row) => rowOf(given, row));
    },
    vectorize: (record) => vectorizer(record).row,
    columnNames: (record) => {
      const { terms } = vectorizer(record);
      return (column) => featureNameAt(value.features, column, terms);
    },
    outputOf: (label) => (classes && label !== undefined ? labelIndex(classes, label) : 0),
  };
}

function restOf(label: string, value: number): PredictionContribution {
  return { block: "rest", column: "", label, value };
}

function labelIndex(classes: readonly string[], label: string): number {
  const index = classes.indexOf(label);
  if (index >= 0) return index;
  throw new DataError("invalid-option", `the label must be one of ${classes.join(", ")}, got ${JSON.stringify(label)}`);
}

/** Single rows as one matrix, in their order. */
export function stackRows(rows: readonly CsrMatrix[]): CsrMatrix {
  const indptr = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (indptr[i + 1] = indptr[i] + row.indptr[1]));
  const indices = new Uint32Array(indptr[rows.length]);
  const values = new Float64Array(indptr[rows.length]);
  rows.forEach((row, i) => {
    indices.set(row.indices.subarray(0, row.indptr[1]), indptr[i]);
    values.set(row.values.subarray(0, row.indptr[1]), indptr[i]);
  });
  return { rows: rows.length, columns: rows[0]?.columns ?? 0, indptr, indices, values };
}
