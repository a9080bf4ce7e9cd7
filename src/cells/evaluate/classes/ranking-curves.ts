import { calibrationCurve } from "../../../core/metrics/calibration";
import type { CalibrationBin } from "../../../core/metrics/calibration";
import { precisionRecallCurve, rocCurve } from "../../../core/metrics/ranking-curves";
import type { UnitPoint } from "../../../ui/charts/UnitPlot";
import { againstTheRest } from "./class-part";
import type { ClassPart } from "./class-part";

const POINTS_DRAWN = 300;

export interface ClassCurves {
  readonly roc: readonly UnitPoint[];
  readonly area: number;
  readonly precisionRecall: readonly UnitPoint[];
  readonly averagePrecision: number;
  /** share of the posts that are of the class: the precision of guessing */
  readonly share: number;
  readonly calibration: readonly CalibrationBin[];
  /** mean gap between what was said and what came, weighed by posts */
  readonly calibrationError: number;
}

/** The curves of one class against the rest; null where every post, or none, is of it. */
export function classCurves(part: ClassPart, k: number): ClassCurves | null {
  const { happened, probability } = againstTheRest(part, k);
  const positives = happened.reduce((sum, one) => sum + one, 0);
  if (positives === 0 || positives === happened.length) return null;
  const roc = rocCurve(happened, probability);
  const recalled = precisionRecallCurve(happened, probability);
  const calibration = calibrationCurve(happened, probability, { bins: 10, strategy: "uniform" });
  const gap = calibration.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.observed - bin.meanPredicted), 0);
  return {
    roc: thinned(roc.falsePositiveRate, roc.truePositiveRate),
    area: roc.area,
    precisionRecall: thinned(recalled.recall, recalled.precision),
    averagePrecision: recalled.averagePrecision,
    share: positives / happened.length,
    calibration,
    calibrationError: gap / happened.length,
  };
}

function thinned(x: Float64Array, y: Float64Array): UnitPoint[] {
  const step = Math.max(1, Math.ceil(x.length / POINTS_DRAWN));
  return Array.from(x.keys())
    .filter((i) => i % step === 0 || i === x.length - 1)
    .map((i) => [x[i], y[i]]);
}
