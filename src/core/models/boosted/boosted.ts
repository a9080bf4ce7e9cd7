import { DataError } from "../../errors";
import type { JobContext } from "../../job";
import type { FitData, ModelKind } from "../model";
import { endTeam } from "../team";
import { assist } from "./assist";
import { boost, type Boosted } from "./boost";
import { boostedModel, type BoostedJob, type BoostedModel } from "./boosted-model";
import type { BoostedOptions } from "./options";

/** Gradient-boosted trees on histograms, with scikit-learn's options and their meaning; missing values go to the better side. */
export const boosted: ModelKind<BoostedOptions, BoostedModel, Boosted, BoostedJob> = {
  ...boostedModel,
  fitJob: (data: FitData, options: BoostedOptions, { team = null }: BoostedJob, context: JobContext = {}) => {
    try {
      checkData(data);
      return boost(data, options, team, context);
    } finally {
      if (team) endTeam(team);
    }
  },
  assist,
};

function checkData({ x, y, weights, task, classCount }: FitData): void {
  if (x.rows === 0) throw new DataError("too-few-rows", "boosted trees need at least 1 row, got 0");
  if (x.columns === 0) throw new DataError("no-features", "boosted trees need at least 1 column, got 0");
  if (y.length !== x.rows)
    throw new DataError("length-mismatch", `${x.rows} rows need as many targets, got ${y.length}`);
  const row = y.findIndex((value) => !Number.isFinite(value));
  if (row >= 0) throw new DataError("not-finite", `target of row ${row} must be a number, got ${y[row]}`, { row });
  if (task === "classification" && classCount < 2) {
    throw new DataError("single-class", `classification needs at least 2 classes, got ${classCount}`);
  }
  if (!weights) return;
  if (weights.length !== x.rows) {
    throw new DataError("length-mismatch", `${x.rows} rows need as many weights, got ${weights.length}`);
  }
  if (!weights.every((weight) => weight >= 0 && weight < Infinity) || !weights.some((weight) => weight > 0)) {
    throw new DataError("not-finite", "weights must be numbers of at least 0, not all 0");
  }
}
