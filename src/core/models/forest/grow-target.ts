import { DataError } from "../../errors";
import { freeArray } from "../../free-buffer";
import { AbsoluteError } from "../tree/absolute-error";
import { GiniImpurity, PoissonDeviance } from "../tree/criterion";
import { toFixedPoint, toWholeWeights, type FixedPoint } from "../tree/fixed-point";
import type { GrowTarget } from "../tree/tree-grower";
import type { FitData } from "../model";
import { drawRows, rowsDrawn } from "./bootstrap";
import type { ForestOptions } from "./options";

/** Makes each tree's target: its drawn rows with the data's weights, in the numbers the criterion sums. */
export class GrowTargets {
  private readonly weights: Float64Array | null;
  private readonly points: FixedPoint;

  /** @throws {DataError} "not-finite" for a target that is no number; "invalid-option" for Poisson with negative targets */
  constructor(
    private readonly data: FitData,
    private readonly options: ForestOptions,
  ) {
    const { y, weights } = data;
    checkTarget(data, options);
    this.weights = weights ? toWholeWeights(weights) : null;
    const heaviest = this.weights ? this.weights.reduce((a, b) => Math.max(a, b), 1) : 1;
    const draws = options.bootstrap ? rowsDrawn(y.length, options.maxSamples) : y.length;
    const total = options.bootstrap ? draws * heaviest : (this.weights?.reduce((a, b) => a + b, 0) ?? y.length);
    const isPoisson = data.task === "regression" && options.criterion === "poisson";
    this.points = toFixedPoint(y, total, !isPoisson);
  }

  /** The drawn rows alone: 0 for rows that are out of the tree's bag. */
  of(tree: number): GrowTarget {
    const { data, options } = this;
    const rows = data.y.length;
    const weights = options.bootstrap
      ? drawRows(rows, options.maxSamples, options.seed, tree)
      : new Float64Array(rows).fill(1);
    if (this.weights) for (let i = 0; i < rows; i++) weights[i] *= this.weights[i];
    const { value: labels, offset, scale } = this.points;
    if (data.task === "classification" && data.classCount > 2) {
      return { weights, labels, squared: null, criterion: new GiniImpurity(data.classCount, data.y, weights) };
    }
    if (data.task === "regression" && options.criterion === "absolute") {
      return { weights, labels, squared: null, criterion: new AbsoluteError(labels, weights, offset, scale) };
    }
    const targets = new Float64Array(2 * rows);
    for (let i = 0; i < rows; i++) {
      targets[2 * i] = weights[i];
      targets[2 * i + 1] = weights[i] * labels[i];
    }
    if (data.task === "regression" && options.criterion === "poisson") {
      return { weights, labels, squared: null, criterion: new PoissonDeviance(targets, scale) };
    }
    return { weights, labels, squared: { targets, offset, scale }, criterion: null };
  }

  /** Gives back what one tree took, which of many trees over many rows adds up before it is collected. */
  free({ weights, squared }: GrowTarget): void {
    freeArray(weights);
    if (squared) freeArray(squared.targets);
  }

  /** Gives back the rest, after the last tree. */
  freeAll(): void {
    freeArray(this.points.value);
  }
}

function checkTarget({ y, task }: FitData, options: ForestOptions): void {
  const isPoisson = task === "regression" && options.criterion === "poisson";
  for (let row = 0; row < y.length; row++) {
    if (!Number.isFinite(y[row]))
      throw new DataError("not-finite", `target of row ${row} must be a number, got ${y[row]}`, { row });
    if (isPoisson && y[row] < 0) {
      throw new DataError(
        "invalid-option",
        `criterion poisson needs targets of at least 0, got ${y[row]} in row ${row}`,
        {
          path: "criterion",
          row,
        },
      );
    }
  }
}
