import { isGainMetric, metricOf } from "../metric-of";
import { gateOf } from "../validate/gate";
import type { Interval, Run } from "../views";
import type { ReportInput } from "./report-input";
import { baselinesOf } from "./results-section";
import { figure, metricName, percent, whole } from "./report-words";

const FEW_TEST_ROWS = 200;
/** Test posts that repeat a training post beyond this share make the error look smaller than it is. */
const LEAKED = 0.01;

/**
 * What not to believe, in words, each from something measured: the weightiest first. Never empty: what no check can see is said too.
 */
export function limitsOf(input: ReportInput): string[] {
  const { run, quality, accepted } = input;
  const { experiment } = run;
  const { metric } = experiment.problem;
  const limits: string[] = [];
  const open = (quality?.checks ?? []).filter(({ id, status }) => status === "fail" && !accepted.includes(id));
  const kinds = new Set(open.map(({ kind }) => kind));
  const leaked = run.evaluate.leakedRows.length;
  const testRows = run.split.testRows.length;
  if (leaked > LEAKED * testRows) {
    limits.push(
      `${whole(leaked)} of ${whole(testRows)} test posts (${percent(leaked / testRows)}) repeat a training post: the error on new posts will be larger than the one measured.`,
    );
  }
  for (const { title, kind } of open) {
    if (kind === "repeats-across-split" && limits.length > 0) continue;
    limits.push(`Not settled: ${title}.`);
  }
  const own = metricOf(run.metrics.test, metric);
  const rival = ownRival(run);
  if (own && rival && !isClearlyBetter(metric, own, rival.interval)) {
    limits.push(
      `On the test rows the model is not clearly better than ${rival.label}: their intervals of ${metricName(metric)} overlap.`,
    );
  }
  if (own && own.low !== own.high) {
    limits.push(
      `${metricName(metric)} of ${figure(metric, own.value)} is known no better than ${figure(metric, own.low)} to ${figure(metric, own.high)}, for posts drawn like the test rows.`,
    );
  }
  if (testRows < FEW_TEST_ROWS)
    limits.push(`${whole(testRows)} test rows are few: another draw may look quite different.`);
  const trained = metricOf(run.metrics.train, metric);
  if (own && trained && isOverfit(metric, own.value, trained.value)) {
    limits.push(
      `The model does far better on the rows it was trained on (${metricName(metric)} ${figure(metric, trained.value)}) than on others: it remembers more than it learns.`,
    );
  }
  if (!run.validation) limits.push("It was not cross-validated: everything rests on a single split.");
  const gate = gateOf(run.validation, experiment);
  if (gate.status === "misses") {
    limits.push(
      `Its cross-validated mean misses the bar of the problem.${run.override ? " It was let out all the same." : ""}`,
    );
  }
  if (run.validation?.chance && run.validation.chance.p > 0.05) {
    limits.push("Against shuffled targets it is not distinguishable from chance.");
  }
  if ((run.testLook ?? 1) > 1) {
    limits.push(
      `This test part had judged ${whole(run.testLook!)} models by then: the best of many looks better than it is.`,
    );
  }
  if (
    experiment.split.kind === "random" &&
    !kinds.has("time-leakage") &&
    input.data?.columns.some(({ type }) => type === "date")
  ) {
    limits.push("The split is at random although posts have dates: how it does on later posts was not measured.");
  }
  if (!quality) limits.push("The data were not checked for leaks, repeats and labels.");
  if (run.evaluate.points.test.sampled) limits.push("Errors are described on a sample of the test rows.");
  const { text } = experiment.features;
  if (text.enabled && text.vectorizer === "hashing" && input.data?.columns.some(({ role }) => role === "text")) {
    limits.push(
      `Words are hashed into ${whole(text.nFeatures)} columns: those that share one share its weight, so that what is said of a word may be another's doing.`,
    );
  }
  limits.push(
    "What goes with the target is not what makes it: changing a word need not change what becomes of a post.",
  );
  return limits;
}

/** The better of the baselines by the metric of the problem. */
export function ownRival(run: Run): { readonly label: string; readonly interval: Interval } | null {
  const { metric } = run.experiment.problem;
  const gain = isGainMetric(metric) ? 1 : -1;
  let best: { label: string; interval: Interval } | null = null;
  for (const { label, table } of baselinesOf(run)) {
    const interval = metricOf(table, metric);
    if (interval && (!best || gain * interval.value > gain * best.interval.value)) {
      best = { label: `the baseline (${label})`, interval };
    }
  }
  return best;
}

function isClearlyBetter(metric: Parameters<typeof isGainMetric>[0], own: Interval, other: Interval): boolean {
  return isGainMetric(metric) ? own.low > other.high : own.high < other.low;
}

/** Half of the error, or more, is gone on rows it has seen. */
function isOverfit(metric: Parameters<typeof isGainMetric>[0], test: number, train: number): boolean {
  if (!isGainMetric(metric)) return train < 0.5 * test;
  return 1 - train < 0.5 * (1 - test);
}
