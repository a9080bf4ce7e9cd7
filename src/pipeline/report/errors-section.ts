import { isClassRun } from "../views";
import type { ClassRun, RegressionRun, Run } from "../views";
import { drawAgreement } from "./draw-svg";
import type { ReportBlock, ReportSection } from "./report-document";
import type { WorstPost } from "./report-input";
import { decimals, inUnit, percent, whole } from "./report-words";

const POINTS_DRAWN = 1500;
const BANDS = 5;

/** Where the model is wrong on the test part. */
export function errorsSection(run: Run, worst: readonly WorstPost[] | null): ReportSection {
  const blocks = isClassRun(run) ? errorsOfLabels(run) : errorsOfScores(run);
  if (worst && worst.length > 0) {
    blocks.push({
      kind: "table",
      caption: "The posts it is furthest off on. These are rows of the data: mind who reads them",
      header: ["Row", "Post", "Actual", "Predicted"],
      numeric: [0],
      rows: worst.map(({ row, text, actual, predicted }) => [whole(row + 1), text, actual, predicted]),
    });
  } else {
    blocks.push({ kind: "text", text: "No posts are shown, since they are rows of the data." });
  }
  return { title: "Errors", blocks };
}

function errorsOfScores(run: RegressionRun): ReportBlock[] {
  const { actual, predicted } = run.evaluate.points.test;
  const n = actual.length;
  const target = run.experiment.problem.target ?? "target";
  if (n === 0) return [{ kind: "text", text: "There are no test rows." }];
  const order = Array.from(actual.keys()).sort((a, b) => actual[a] - actual[b]);
  const size = (i: number) => Math.abs(predicted[i] - actual[i]);
  const bySize = Array.from(actual.keys()).sort((a, b) => size(b) - size(a));
  const far = bySize.slice(0, Math.max(1, Math.round(0.05 * n)));
  const squares = (rows: readonly number[]) => rows.reduce((sum, i) => sum + size(i) ** 2, 0);
  const share = squares(far) / Math.max(Number.MIN_VALUE, squares(bySize));
  const bias = order.reduce((sum, i) => sum + predicted[i] - actual[i], 0) / n;
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const rows = order.slice(Math.floor((band * n) / BANDS), Math.floor(((band + 1) * n) / BANDS));
    return rows.length === 0 ? null : { rows, low: actual[rows[0]], high: actual[rows[rows.length - 1]] };
  }).filter((band) => band !== null);
  const step = Math.max(1, Math.ceil(n / POINTS_DRAWN));
  const shown = order.filter((_, i) => i % step === 0);
  const take = (values: Float64Array) => shown.map((i) => values[i]);
  const isLog = isSkewed(order.map((i) => actual[i]));
  const title = `Predicted against actual ${target}, ${whole(shown.length)} test rows${isLog ? ", logarithmic axes" : ""}; on the dashed line both agree`;
  return [
    {
      kind: "text",
      text: `On average predictions are ${inUnit(Math.abs(bias))} too ${bias >= 0 ? "high" : "low"}. The ${whole(far.length)} largest errors (5% of the test rows) hold ${percent(share)} of the squared error.`,
    },
    {
      kind: "chart",
      title,
      svg: drawAgreement(title, take(actual), take(predicted), { name: target, isLog }),
      text: bands
        .map(
          ({ rows, low, high }) =>
            `${target} ${inUnit(low)} to ${inUnit(high)}: predicted ${inUnit(mean(rows.map((i) => predicted[i])))} on average`,
        )
        .join("\n"),
      table: null,
    },
    {
      kind: "table",
      caption: `Errors by fifth of ${target}`,
      header: [target, "Rows", "Mean predicted", "RMSE", "MAE"],
      numeric: [1, 2, 3, 4],
      rows: bands.map(({ rows, low, high }) => [
        `${inUnit(low)} to ${inUnit(high)}`,
        whole(rows.length),
        inUnit(mean(rows.map((i) => predicted[i]))),
        inUnit(Math.sqrt(squares(rows) / rows.length)),
        inUnit(mean(rows.map(size))),
      ]),
    },
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function isSkewed(sorted: readonly number[]): boolean {
  const typical = Math.max(1, Math.abs(sorted[Math.floor(sorted.length / 2)]));
  return sorted[sorted.length - 1] > 20 * typical;
}

function errorsOfLabels(run: ClassRun): ReportBlock[] {
  const { classes, confusions } = run.evaluate;
  const k = classes.length;
  const counts = confusions.test;
  const sum = (rows: number[]) => rows.reduce((a, b) => a + b, 0);
  const all = sum([...counts]);
  const wrong = classes
    .flatMap((_, a) => classes.map((__, b) => ({ a, b, count: counts[a * k + b] })))
    .filter(({ a, b, count }) => a !== b && count > 0)
    .sort((x, y) => y.count - x.count);
  const perClass = classes.map((label, c) => {
    const given = sum(classes.map((_, b) => counts[c * k + b]));
    const named = sum(classes.map((_, a) => counts[a * k + c]));
    const right = counts[c * k + c];
    const precision = named > 0 ? right / named : 0;
    const recall = given > 0 ? right / given : 0;
    const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
    return [label, whole(given), whole(named), decimals(precision, 3), decimals(recall, 3), decimals(f1, 3)];
  });
  const blocks: ReportBlock[] = [
    {
      kind: "text",
      text:
        wrong.length === 0
          ? "Every test post is given its label."
          : `Most often ${classes[wrong[0].a]} is taken for ${classes[wrong[0].b]}: ${whole(wrong[0].count)} of ${whole(all)} test posts.`,
    },
    {
      kind: "table",
      caption: "By label",
      header: ["Label", "Test posts", "Named so", "Precision", "Recall", "F1"],
      numeric: [1, 2, 3, 4, 5],
      rows: perClass,
    },
  ];
  if (k <= 12) {
    blocks.push({
      kind: "table",
      caption: "Who was taken for whom: rows are the labels, columns what the model named",
      header: ["", ...classes],
      numeric: classes.map((_, i) => i + 1),
      rows: classes.map((label, a) => [label, ...classes.map((_, b) => whole(counts[a * k + b]))]),
    });
  }
  return blocks;
}
