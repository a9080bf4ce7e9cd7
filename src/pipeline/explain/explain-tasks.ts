import { explainAgainst } from "../../core/explain/explain-against";
import { partialDependence } from "../../core/explain/partial-dependence";
import type { Dependence } from "../../core/explain/partial-dependence";
import type { JobContext } from "../../core/job";
import { correctProbabilities } from "../../core/metrics/probability-correction";
import { modelKindOf } from "../../core/models/registry";
import type { CsrMatrix } from "../../core/sparse/csr";
import { makeTokenizer } from "../../core/text/tokenize";
import { makeTextHighlighter } from "../../predictor/highlight-text";
import { makePredictor, stackRows } from "../../predictor/predictor";
import type { PredictorValue } from "../../predictor/predictor-value";
import { nowMs } from "../clock";
import type { ExplainInput, PostContribution, PostExplanation } from "./explain-views";
import { probeInput } from "./input-probe";
import type { InputProbe } from "./input-probe";

const CONTRIBUTIONS_NAMED = 60;

type Records = readonly Readonly<Record<string, string>>[];

export interface ProbeTask {
  readonly predictor: PredictorValue;
  readonly input: ExplainInput;
  /** held-out posts */
  readonly records: Records;
  /** posts that tell a word's typical weight as well */
  readonly more: Records;
  readonly resolution: number;
}

/** The held-out posts as a matrix, and what to set in it. */
export function probeRecords({ predictor, input, records, more, resolution }: ProbeTask): {
  x: CsrMatrix;
  probe: InputProbe;
} {
  const { vectorize } = makePredictor(predictor, nowMs);
  const x = stackRows(records.map(vectorize));
  const known = input.block === "text" ? stackRows(more.map(vectorize)) : { ...x, rows: 0 };
  const tokenize = makeTokenizer(predictor.cleaning);
  return { x, probe: probeInput(predictor.features, input, { x, more: known, resolution, tokenize }) };
}

export interface DependenceJob {
  readonly predictor: PredictorValue;
  readonly x: CsrMatrix;
  readonly columns: readonly number[];
  readonly grid: Float64Array;
  readonly anchor: Float64Array;
  readonly individual: readonly number[];
}

/** Some points of the curve. Probabilities are those that predictions give, corrected where the model's are. */
export function dependencePoints({ predictor, ...task }: DependenceJob, context: JobContext): Dependence {
  const kind = modelKindOf(predictor.modelKind);
  const outputs = predictor.classes?.length ?? 1;
  const predict = (x: CsrMatrix) => {
    const raw = kind.predict(predictor.model, x);
    return predictor.correction ? correctProbabilities(predictor.correction, raw, outputs) : raw;
  };
  return partialDependence({ ...task, outputs, predict }, context);
}

export interface ExplainPostTask {
  readonly predictor: PredictorValue;
  readonly record: Readonly<Record<string, string>>;
  readonly background: Records;
  readonly label: string | null;
}

type ExplainedParts = Pick<
  PostExplanation,
  "score" | "label" | "probabilities" | "explained" | "outcome" | "base" | "method" | "contributions" | "texts"
>;

/** One post's prediction taken apart, its words laid back onto its texts. */
export function explainPost({ predictor, record, background, label }: ExplainPostTask): ExplainedParts {
  const ready = makePredictor(predictor, nowMs);
  const row = ready.vectorize(record);
  const { predictBatch, vectorize } = ready;
  const [answer] = predictBatch([record]);
  const output = ready.outputOf(label ?? answer.label);
  const { method, ...moved } = explainAgainst(
    { kind: predictor.modelKind, model: predictor.model },
    row,
    stackRows(background.map(vectorize)),
    output,
  );
  const outcome = answer.probabilities ? answer.probabilities[output].p : answer.score;
  const stored = new Set(row.indices.subarray(0, row.indptr[1]));
  const nameAt = ready.columnNames(record);
  const named = Array.from(moved.columns, (column, i): PostContribution => ({
    ...nameAt(column),
    value: moved.values[i],
    present: stored.has(column),
  }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = named.splice(CONTRIBUTIONS_NAMED);
  const unnamed = (text: string, value: number): PostContribution => ({
    block: "rest",
    column: "",
    label: text,
    value,
    present: true,
  });
  if (rest.length > 0) {
    named.push(
      unnamed(
        `${rest.length} more`,
        rest.reduce((sum, { value }) => sum + value, 0),
      ),
    );
  }
  if (predictor.correction) {
    const raw = moved.base + moved.values.reduce((a, b) => a + b, 0);
    named.push(unnamed("correction of the probability", outcome - raw));
  }
  return {
    ...answer,
    explained: predictor.classes?.[output] ?? null,
    outcome,
    base: moved.base,
    method,
    contributions: named,
    texts: makeTextHighlighter(predictor.features, predictor.cleaning)(record, moved),
  };
}
