import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { confusionMatrix, confusionScores, mostLikely } from "./confusion";
import { calibrationCurve } from "./calibration";
import { brierScore, logLoss } from "./probability-scores";
import { precisionRecallCurve, rocCurve } from "./ranking-curves";

interface Named {
  readonly name: string;
  readonly weights: number[] | null;
}
const fixture = readFixture<{
  confusion: (Named & {
    classes: number;
    actual: number[];
    predicted: number[];
    counts: number[];
    accuracy: number;
    balancedAccuracy: number;
    perClass: number[][];
    macro: number[];
    weighted: number[];
    micro: number[];
  })[];
  probabilities: (Named & {
    classes: number;
    actual: number[];
    probabilities: number[];
    logLoss: number;
    brier: number;
  })[];
  ranking: (Named & {
    positive: number[];
    scores: number[];
    fpr: number[];
    tpr: number[];
    thresholds: number[];
    auc: number;
    precision: number[];
    recall: number[];
    averagePrecision: number;
  })[];
  calibration: {
    strategy: "uniform" | "quantile";
    happened: number[];
    probability: number[];
    observed: number[];
    meanPredicted: number[];
  }[];
}>("sklearn-metrics");

const close = (got: ArrayLike<number>, expected: readonly number[]) => {
  expect(got.length).toBe(expected.length);
  expected.forEach((value, i) => expect(got[i]).toBeCloseTo(value, 10));
};

describe("confusionScores(confusionMatrix(actual, predicted, classes))", () => {
  it("refuses no rows and what is no class", () => {
    expect(() => confusionMatrix([], [], 2)).toThrow("at least 1 row");
    expect(() => confusionMatrix([0, 2], [0, 0], 2)).toThrow("a class must be an integer from 0 to 1, got 2 in row 1");
  });

  it("scores a class that is never predicted 0 and leaves out one that is nowhere", () => {
    const scores = confusionScores(confusionMatrix([0, 0, 1], [0, 0, 0], 3));
    expect(scores.perClass[1]).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 });
    expect(scores.macro.f1).toBeCloseTo(0.4, 12);
    expect(scores.balancedAccuracy).toBe(0.5);
  });

  it.each(fixture.confusion)("equals scikit-learn: $name", (expected) => {
    const matrix = confusionMatrix(
      expected.actual,
      expected.predicted,
      expected.classes,
      expected.weights ?? undefined,
    );
    close(matrix.counts, expected.counts);
    const scores = confusionScores(matrix);
    close([scores.accuracy, scores.balancedAccuracy], [expected.accuracy, expected.balancedAccuracy]);
    scores.perClass.forEach((each, k) =>
      close([each.precision, each.recall, each.f1, each.support], expected.perClass[k]),
    );
    for (const average of ["macro", "weighted", "micro"] as const) {
      close([scores[average].precision, scores[average].recall, scores[average].f1], expected[average]);
    }
  });
});

describe("mostLikely(probabilities, classes)", () => {
  it("takes the first of equals", () => {
    expect(Array.from(mostLikely([0.5, 0.5, 0.2, 0.8], 2))).toEqual([0, 1]);
  });
});

describe("logLoss and brierScore(actual, probabilities, classes)", () => {
  it("refuse a table of another size", () => {
    expect(() => logLoss([0, 1], [0.5, 0.5, 0.5], 2)).toThrow("2 rows of 2 classes, got 3 values");
    expect(() => brierScore([0, 5], [0.5, 0.5, 0.5, 0.5], 2)).toThrow("a class must be from 0 to 1, got 5 in row 1");
  });

  it.each(fixture.probabilities)(
    "equal scikit-learn: $name",
    ({ actual, probabilities, classes, weights, ...expected }) => {
      expect(logLoss(actual, probabilities, classes, weights ?? undefined)).toBeCloseTo(expected.logLoss, 10);
      expect(brierScore(actual, probabilities, classes, weights ?? undefined)).toBeCloseTo(expected.brier, 10);
    },
  );
});

describe("rocCurve and precisionRecallCurve(positive, scores)", () => {
  it("refuse rows of a single class", () => {
    expect(() => rocCurve([1, 1], [0, 1])).toThrow("needs rows of both classes, got positives only");
    expect(() => precisionRecallCurve([0, 0], [0, 1])).toThrow("needs positive rows, got none");
  });

  it.each(fixture.ranking)("equal scikit-learn: $name", ({ positive, scores, weights, ...expected }) => {
    const roc = rocCurve(positive, scores, weights ?? undefined);
    close(roc.falsePositiveRate, expected.fpr);
    close(roc.truePositiveRate, expected.tpr);
    close(roc.thresholds.subarray(1), expected.thresholds);
    expect(roc.area).toBeCloseTo(expected.auc, 10);
    const curve = precisionRecallCurve(positive, scores, weights ?? undefined);
    close(curve.precision, expected.precision);
    close(curve.recall, expected.recall);
    expect(curve.averagePrecision).toBeCloseTo(expected.averagePrecision, 10);
  });
});

describe("calibrationCurve(happened, probability)", () => {
  it("refuses what is no probability", () => {
    expect(() => calibrationCurve([1], [1.2])).toThrow("a probability must be from 0 to 1, got 1.2 in row 0");
  });

  it.each(fixture.calibration)("equals scikit-learn with $strategy bins", (expected) => {
    const bins = calibrationCurve(expected.happened, expected.probability, { bins: 7, strategy: expected.strategy });
    close(
      bins.map((bin) => bin.observed),
      expected.observed,
    );
    close(
      bins.map((bin) => bin.meanPredicted),
      expected.meanPredicted,
    );
    expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(80);
  });
});
