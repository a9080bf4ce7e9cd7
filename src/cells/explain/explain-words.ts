import type { DependenceView, ExplainInput, PostExplanation } from "../../pipeline/explain/explain-views";
import type { Run } from "../../pipeline/views";
import { formatChange, formatNumber, formatPercent, formatShort, formatTarget } from "../../ui/format";

/** An input as a sentence names it: “hour of datetime”, “tag”, “the word “ice””. */
export function explainInputText({ block, column, label }: ExplainInput): string {
  if (block === "text") return `the word \u201c${label}\u201d`;
  return label === "" || label === column ? column : `${label} of ${column}`;
}

/** One curve of a dependence: of the score, or of the probability of one label. */
export interface DependenceCurveData {
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** a list for each single post */
  readonly individual: readonly (readonly number[])[];
}

/** The curve of one output, as it is or as change since the first point. */
export function curveOf(view: DependenceView, output: number, isCentred: boolean): DependenceCurveData {
  const outputs = view.classes?.length ?? 1;
  const pick = (from: Float64Array) => view.points.map((_, point) => from[point * outputs + output]);
  const posts = view.individualRows.length;
  const mean = pick(view.mean);
  const individual = view.individualRows.map((_, i) =>
    view.points.map((_point, point) => view.individual[(point * posts + i) * outputs + output]),
  );
  if (!isCentred) return { mean, low: pick(view.low), high: pick(view.high), individual };
  return {
    mean: mean.map((value) => value - mean[0]),
    low: pick(view.centredLow),
    high: pick(view.centredHigh),
    individual: individual.map((values) => values.map((value) => value - values[0])),
  };
}

/** The outcome in its own unit: a score beside others, or a probability. */
export function outcomeFormat(view: DependenceView, curve: DependenceCurveData): (value: number) => string {
  if (view.classes) return (value) => formatPercent(value);
  const size = Math.max(...curve.mean.map(Math.abs));
  return (value) => formatTarget(value, size);
}

/** The title: what setting the input does, over all posts. */
export function dependenceFinding(view: DependenceView, output: number): string {
  const { mean, low, high } = curveOf(view, output, true);
  const raw = curveOf(view, output, false);
  const format = outcomeFormat(view, raw);
  const what = view.classes ? `the probability of ${view.classes[output]}` : `the predicted ${view.target}`;
  const changeText = (value: number): string => {
    const size = Math.abs(value);
    const text = view.classes ? formatNumber(size * 100, 1) : format(size);
    if (!/[1-9]/.test(text)) return "0";
    return `${value > 0 ? "+" : "\u2212"}${text}${view.classes ? " points" : ""}`;
  };
  const name = explainInputText(view.input);
  if (view.input.block === "text") {
    return `With ${name} in a post, ${what} changes by ${changeText(mean[1])} on average (middle 80% of posts: ${changeText(low[1])} to ${changeText(high[1])})`;
  }
  const told = toldPoints(view);
  const top = told.reduce((best, point) => (raw.mean[point] > raw.mean[best] ? point : best));
  const bottom = told.reduce((best, point) => (raw.mean[point] < raw.mean[best] ? point : best));
  const span = raw.mean[top] - raw.mean[bottom];
  if (!/[1-9]/.test(format(span))) return `Whatever ${name} is, ${what} stays the same on average`;
  const at = (point: number) => pointName(view, point);
  return `${sentence(what)} is highest on average where ${name} is ${at(top)} (${format(raw.mean[top])}), lowest where it is ${at(bottom)} (${format(raw.mean[bottom])})`;
}

const RARE_SHARE = 0.01;

/** Points a sentence may rest on: categories that hardly any post has are left out where others are there. */
function toldPoints({ points }: DependenceView): number[] {
  const all = points.map((_, point) => point);
  const common = all.filter((point) => (points[point].share ?? 1) >= RARE_SHARE);
  return common.length >= 2 ? common : all;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A point of the curve in words: "Physics", "14.5", "Monday". */
export function pointName({ input, points }: DependenceView, point: number): string {
  const { at, name } = points[point];
  if (at === null) return name;
  if (input.block === "date" && input.label === "weekday" && Number.isInteger(at)) return WEEKDAYS[at] ?? name;
  if (input.block === "date" && input.label === "month" && Number.isInteger(at)) return MONTHS[at - 1] ?? name;
  if (input.block === "date" && input.label === "year") return formatNumber(at, 1).replaceAll(",", "");
  return formatShort(at);
}

/** Which posts, and what the curve is and is not. */
export function dependenceNote(view: DependenceView): string {
  const counted =
    view.rows < view.partRows
      ? `${formatNumber(view.rows)} of ${formatNumber(view.partRows)} test posts`
      : `${formatNumber(view.rows)} test posts`;
  return `Each of ${counted} was given every value in turn, all else as it was, and the predictions averaged (partial dependence; the band holds the middle 80% of them). It tells what the model does, not what would happen to real posts; values that never go together are mixed.`;
}

/** How the parts of a prediction were found. */
export function methodNote({ method, background }: PostExplanation): string {
  switch (method) {
    case "coefficients":
      return "Coefficient times value, exact: start and parts add up to the prediction.";
    case "shapley":
      return `Shapley values, exact for trees, against ${formatNumber(background)} training posts: start and parts add up to the prediction.`;
    case "members":
      return "The weighted sum of what moved each member of the ensemble.";
    case "occlusion":
      return "Occlusion: the prediction less that of the same post without the entry. A network is no sum, so the start takes up what the parts leave.";
    case "constant":
      return "A baseline says the same of every post: nothing moves it.";
  }
}

/** A value of a post's outcome, and how one changes. */
export function postFormats(post: PostExplanation): {
  value: (value: number) => string;
  change: (value: number) => string;
} {
  if (post.explained !== null) {
    return { value: (value) => formatPercent(value), change: (value) => `${formatChange(value * 100, 1)} points` };
  }
  const size = Math.abs(post.outcome);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return { value: (value) => formatTarget(value, size), change: (value) => formatChange(value, decimals) };
}

/** The title over one post: what moved it most, both ways. */
export function postFinding(post: PostExplanation): string {
  const { change } = postFormats(post);
  const named = post.contributions.filter(({ block, value }) => block !== "rest" && value !== 0);
  if (named.length === 0) return "Nothing in this post moves the prediction";
  const what = post.explained !== null ? `the probability of ${post.explained}` : `the predicted ${post.target}`;
  const [first] = named;
  const other = named.find(({ value }) => Math.sign(value) !== Math.sign(first.value));
  const text = (each: typeof first) => `${contributionText(each)} (${change(each.value)})`;
  const verb = (each: typeof first) => (each.value > 0 ? "raises" : "lowers");
  return `${sentence(text(first))} ${verb(first)} ${what} most${other ? `; ${text(other)} ${verb(other)} it` : ""}`;
}

/** “ice”, no “ice”, tag Medicine, hour of datetime. */
export function contributionText({ block, column, label, present }: PostExplanation["contributions"][number]): string {
  if (block === "text") return `${present ? "" : "no "}\u201c${label}\u201d`;
  if (block === "categorical") return `${column} ${present ? "" : "not "}${label}`;
  return block === "rest" || label === column ? label : `${label} of ${column}`;
}

/** Test posts of a run in an order to read them in: the largest errors first, or as drawn. */
export function postOrder(run: Run, order: "largest" | "drawn", only: ReadonlySet<number> | null): number[] {
  const { points } = run.evaluate;
  const rows = [...points.test.rows];
  const error =
    "predicted" in points.test
      ? (() => {
          const { actual, predicted } = points.test;
          return (i: number) => Math.abs(actual[i] - predicted[i]);
        })()
      : (() => {
          const { actual, probabilities } = points.test;
          const classes = probabilities.length / actual.length;
          return (i: number) => 1 - probabilities[i * classes + actual[i]];
        })();
  const places = rows.map((_, i) => i).filter((i) => only === null || only.has(rows[i]));
  if (order === "largest") places.sort((a, b) => error(b) - error(a) || a - b);
  return places.map((i) => rows[i]);
}

function sentence(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
