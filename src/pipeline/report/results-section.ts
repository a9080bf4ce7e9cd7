import { metricOf } from "../metric-of";
import { gateOf } from "../validate/gate";
import { isClassRun } from "../views";
import type { ClassMetricTable, Interval, MetricTable, Run } from "../views";
import { drawIntervals, drawLines } from "./draw-svg";
import type { IntervalRow } from "./draw-svg";
import type { ReportBlock, ReportSection } from "./report-document";
import { figure, metricName, percent, whole, withInterval } from "./report-words";

type AnyTable = MetricTable | ClassMetricTable;

const SHOWN = {
  regression: ["rmse", "mae", "medianAe", "r2"],
  classification: ["accuracy", "balancedAccuracy", "macroF1", "logLoss", "brier", "rocAuc", "averagePrecision"],
} as const;

const valueOf = (table: AnyTable, metric: string) =>
  (table as unknown as Readonly<Record<string, Interval | null>>)[metric] ?? null;

export function baselinesOf(run: Run): readonly { readonly label: string; readonly table: AnyTable }[] {
  return isClassRun(run)
    ? [
        { label: "most frequent label", table: run.baselines.majority },
        { label: "shares of the labels", table: run.baselines.prior },
      ]
    : [
        { label: "mean", table: run.baselines.mean },
        { label: "median", table: run.baselines.median },
      ];
}

/** Metrics of the test part with their intervals, beside the baselines and the training part. */
export function resultsSection(run: Run): ReportSection {
  const { problem } = run.experiment;
  const { test, train } = run.metrics;
  const baselines = baselinesOf(run);
  const rows: IntervalRow[] = [{ label: "this model", table: test as AnyTable }, ...baselines].flatMap(
    ({ label, table }) => {
      const interval = metricOf(table, problem.metric);
      return interval ? [{ label, ...interval, isModel: label === "this model" }] : [];
    },
  );
  const name = metricName(problem.metric);
  const { bar, confidence, bootstrap } = run.evaluate;
  const blocks: ReportBlock[] = [
    {
      kind: "table",
      caption: `On ${whole(run.split.testRows.length)} test rows; in brackets the ${percent(confidence)} interval over ${whole(bootstrap)} bootstrap resamples`,
      header: ["Metric", "This model", ...baselines.map(({ label }) => `Baseline: ${label}`), "On the training rows"],
      numeric: [1, 2, 3, 4],
      rows: SHOWN[problem.task].map((metric) => [
        metricName(metric),
        withInterval(metric, valueOf(test, metric)),
        ...baselines.map(({ table }) => {
          const value = valueOf(table, metric);
          return value ? figure(metric, value.value) : "undefined";
        }),
        figure(metric, valueOf(train, metric)?.value ?? NaN),
      ]),
    },
  ];
  if (rows.length > 1) {
    const title = `${name} of the model beside the baselines, test rows`;
    blocks.push({
      kind: "chart",
      title,
      svg: drawIntervals(title, rows),
      text: rows.map((row) => `${row.label}: ${withInterval(problem.metric, row)}`).join("\n"),
      table: null,
    });
  }
  if (bar) {
    blocks.push({
      kind: "text",
      text: `The bar of the problem is ${metricName(bar.metric)} ${figure(bar.metric, bar.value)}; on the test rows the model ${bar.met ? "meets" : "misses"} it.`,
    });
  }
  return { title: "Results", blocks };
}

/** Cross-validation, the gate, the test against chance and the learning curve, as far as they were run. */
export function validationSection(run: Run): ReportSection {
  const { validation, override } = run;
  const title = "Validation";
  if (!validation) {
    return {
      title,
      blocks: [
        {
          kind: "text",
          text: "The model was not cross-validated: all that is known of it comes from one draw of the test part.",
        },
      ],
    };
  }
  const { metric, settings, folds, chance, curve, confidence } = validation;
  const summary = validation.summary[metric];
  const name = metricName(metric);
  const scheme = {
    kfold: "at random",
    stratified: "stratified by target",
    group: `by group of ${settings.column}`,
    time: `forward in time by ${settings.column}`,
  }[settings.scheme];
  const blocks: ReportBlock[] = [
    {
      kind: "text",
      text: `${whole(folds.length)} folds over ${whole(validation.rows)} training rows, ${scheme}; the test part had no hand in it.${summary ? ` ${name} is ${figure(metric, summary.mean)} on average, ${figure(metric, summary.sd)} from fold to fold, ${percent(confidence)} interval of the mean ${figure(metric, summary.low)} to ${figure(metric, summary.high)}.` : ""}`,
    },
    {
      kind: "table",
      header: ["Fold", "Training rows", "Held out", `${name}, held out`, `${name}, trained on`],
      numeric: [1, 2, 3, 4],
      rows: folds.map((fold, i) => [
        String(i + 1),
        whole(fold.trainRows),
        whole(fold.testRows),
        figure(metric, fold.metrics[metric] ?? NaN),
        figure(metric, fold.trainMetrics[metric] ?? NaN),
      ]),
    },
  ];
  const gate = gateOf(validation, run.experiment);
  if (gate.bar !== null && gate.summary) {
    blocks.push({
      kind: "text",
      text: `Against the bar of ${figure(gate.metric, gate.bar)} the mean ${gate.status === "meets" ? "holds" : "falls short"}.${override ? ` It was let out all the same, on ${override.at.slice(0, 10)}.` : ""}`,
    });
  }
  if (chance) {
    const isChance = chance.p > 0.05;
    blocks.push({
      kind: "text",
      text: `Against chance: with the target shuffled ${whole(chance.shuffled.length)} times ${metricName(chance.metric)} is ${figure(chance.metric, chance.shuffled.reduce((a, b) => a + b, 0) / Math.max(1, chance.shuffled.length))} on average, as it is ${figure(chance.metric, chance.value)} (p = ${chance.p.toFixed(3)}${chance.isStandIn ? ", measured with a quicker model" : ""}): ${isChance ? "not distinguishable from chance" : "there is something to learn"}.`,
    });
  }
  if (curve && curve.points.length > 1) {
    const { points } = curve;
    const curveName = metricName(curve.metric);
    const chartTitle = `${curveName} over the number of training rows`;
    blocks.push({
      kind: "chart",
      title: chartTitle,
      svg: drawLines(
        chartTitle,
        [
          { name: "held out", kind: "model", points: points.map(({ rows, value }) => [rows, value]) },
          { name: "trained on", kind: "base", points: points.map(({ rows, train }) => [rows, train]) },
        ],
        { x: "training rows", y: curveName },
      ),
      text: points
        .map(
          ({ rows, value, train }) =>
            `${whole(rows)} rows: held out ${figure(curve.metric, value)}, trained on ${figure(curve.metric, train)}`,
        )
        .join("\n"),
      table: {
        kind: "table",
        header: ["Training rows", "Held out", "Low", "High", "Trained on"],
        numeric: [0, 1, 2, 3, 4],
        rows: points.map(({ rows, value, low, high, train }) => [
          whole(rows),
          ...[value, low, high, train].map((v) => figure(curve.metric, v)),
        ]),
      },
    });
  }
  return { title, blocks };
}
