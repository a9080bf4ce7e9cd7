import { DataError } from "../../core/errors";
import { mostLikely } from "../../core/metrics/confusion";
import type { MeanMetric } from "../../core/slices/measure-slices";
import type { ErrorSettings } from "../../core/slices/slice-options";
import type { Run } from "../views";
import { isClassView } from "../views";

/** Which posts errors are looked for in: "unseen" are the test posts that repeat no training post. */
export const ERROR_PARTS = ["test", "unseen", "validation", "train"] as const;
export type ErrorPartName = (typeof ERROR_PARTS)[number];

/** What a run said of the posts of one part, and what was wrong with it; all arrays one a post. */
export interface ErrorRows {
  readonly name: ErrorPartName;
  /** names of the classes; empty for scores */
  readonly classes: readonly string[];
  /** of the table */
  readonly rows: Uint32Array;
  /** the score, or the index of the class */
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  /** rows x classes; empty for scores */
  readonly probabilities: Float64Array;
  /** what each loss is: absolute, squared and residual (actual minus predicted), or wrong (0 or 1) and logLoss */
  readonly losses: Readonly<Record<string, Float64Array>>;
  /** the part is larger: a sample of it was kept */
  readonly sampled: boolean;
}

/** The parts there are of a run's predictions. */
export function partsOf({ evaluate }: Pick<Run, "evaluate">): readonly ErrorPartName[] {
  return ERROR_PARTS.filter(
    (name) =>
      name === "test" ||
      name === "train" ||
      (name === "unseen" ? evaluate.leakedRows.length > 0 : evaluate.points.validation !== null),
  );
}

/** @throws {DataError} "invalid-option" where the run has no such part */
export function errorRows(run: Pick<Run, "evaluate" | "name">, name: ErrorPartName): ErrorRows {
  if (!partsOf(run).includes(name) && name !== "unseen") {
    throw new DataError(
      "invalid-option",
      `${run.name} has no part ${JSON.stringify(name)}: it has ${partsOf(run).join(", ")}`,
    );
  }
  const view = run.evaluate;
  const part = name === "unseen" ? "test" : name;
  const leaked = new Set(name === "unseen" ? view.leakedRows : []);
  const kept = (rows: Uint32Array): number[] => Array.from(rows.keys()).filter((place) => !leaked.has(rows[place]));
  if (isClassView(view)) {
    const points = view.points[part]!;
    const places = kept(points.rows);
    const width = view.classes.length;
    const probabilities = new Float64Array(places.length * width);
    places.forEach((place, i) =>
      probabilities.set(points.probabilities.subarray(place * width, (place + 1) * width), i * width),
    );
    const actual = Float64Array.from(places, (place) => points.actual[place]);
    const predicted = Float64Array.from(mostLikely(probabilities, width));
    return {
      name,
      classes: view.classes,
      rows: Uint32Array.from(places, (place) => points.rows[place]),
      actual,
      predicted,
      probabilities,
      losses: {
        wrong: actual.map((label, i) => (label === predicted[i] ? 0 : 1)),
        // never infinite, as scikit-learn clips it
        logLoss: actual.map((label, i) => -Math.log(Math.max(probabilities[i * width + label], 2.220446049250313e-16))),
      },
      sampled: points.sampled,
    };
  }
  const points = view.points[part]!;
  const places = kept(points.rows);
  const actual = Float64Array.from(places, (place) => points.actual[place]);
  const predicted = Float64Array.from(places, (place) => points.predicted[place]);
  const residual = actual.map((value, i) => value - predicted[i]);
  return {
    name,
    classes: [],
    rows: Uint32Array.from(places, (place) => points.rows[place]),
    actual,
    predicted,
    probabilities: new Float64Array(0),
    losses: { absolute: residual.map(Math.abs), squared: residual.map((value) => value * value), residual },
    sampled: points.sampled,
  };
}

/** The loss that a slice is called bad by. */
export function lossName(isClasses: boolean, settings: Pick<ErrorSettings, "scoreLoss" | "labelLoss">): string {
  return isClasses ? settings.labelLoss : settings.scoreLoss;
}

/** What is measured of every slice: mae, rmse and bias (actual less predicted), or errorRate and logLoss. */
export function sliceMetrics(losses: ErrorRows["losses"]): MeanMetric[] {
  return "wrong" in losses
    ? [
        { name: "errorRate", values: losses.wrong },
        { name: "logLoss", values: losses.logLoss },
      ]
    : [
        { name: "mae", values: losses.absolute },
        { name: "rmse", values: losses.squared, isRoot: true },
        { name: "bias", values: losses.residual },
      ];
}

/** The metric that a loss is the mean of. */
export const METRIC_OF_LOSS: Readonly<Record<string, string>> = {
  absolute: "mae",
  squared: "rmse",
  wrong: "errorRate",
  logLoss: "logLoss",
};
