import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { CLASSIFICATION_METRICS, bootstrapClassification } from "./bootstrap-classification";
import { confusionMatrix, confusionScores, mostLikely } from "./confusion";
import { logLoss } from "./probability-scores";

const options = { resamples: 300, confidence: 0.95, seed: 1 };

/** Classes drawn by the probabilities themselves, which are one of two kinds: sure (0.9) or unsure (0.6) of a class. */
function draw(seed: number, n: number) {
  const rng = makeRng(seed);
  const probabilities = new Float64Array(2 * n);
  const actual = Float64Array.from({ length: n }, (_, row) => {
    const p = [0.1, 0.4, 0.6, 0.9][rng.below(4)];
    probabilities[2 * row] = 1 - p;
    probabilities[2 * row + 1] = p;
    return rng.float() < p ? 1 : 0;
  });
  return { actual, probabilities };
}

describe("bootstrapClassification(actual, probabilities, classes, options)", () => {
  it("refuses what the metrics refuse", () => {
    expect(() => bootstrapClassification([0, 1], [1, 0, 1], 2, options)).toThrow("2 rows of 2 classes, got 3 values");
    expect(() => bootstrapClassification([0, 2], [1, 0, 1, 0], 2, options)).toThrow(
      "a class must be from 0 to 1, got 2",
    );
  });

  it("has the values of the whole, and no width without resamples or for one row", () => {
    const { actual, probabilities } = draw(1, 50);
    const got = bootstrapClassification(actual, probabilities, 2, options);
    const scores = confusionScores(confusionMatrix(actual, mostLikely(probabilities, 2), 2));
    expect(got.macroF1.value).toBe(scores.macro.f1);
    expect(got.logLoss.value).toBeCloseTo(logLoss(actual, probabilities, 2), 12);
    for (const metric of CLASSIFICATION_METRICS) {
      expect(got[metric].low, metric).toBeLessThan(got[metric].value);
      expect(got[metric].high, metric).toBeGreaterThan(got[metric].value);
    }
    const none = bootstrapClassification(actual, probabilities, 2, { ...options, resamples: 0 });
    expect(none.accuracy.low).toBe(none.accuracy.high);
    expect(bootstrapClassification([1], [0.2, 0.8], 2, options).accuracy).toEqual({ value: 1, low: 1, high: 1 });
  });

  it("covers the true value about as often as it says", { timeout: 60_000 }, () => {
    // right in 0.9 or 0.6 of the rows, half of each
    const truth = { accuracy: 0.75, balancedAccuracy: 0.75, macroF1: 0.75, brier: (0.09 + 0.24) / 2 };
    const hits = { accuracy: 0, balancedAccuracy: 0, macroF1: 0, brier: 0 };
    const runs = 200;
    for (let seed = 0; seed < runs; seed++) {
      const { actual, probabilities } = draw(seed, 200);
      const got = bootstrapClassification(actual, probabilities, 2, { ...options, seed });
      for (const metric of Object.keys(truth) as (keyof typeof truth)[]) {
        if (got[metric].low <= truth[metric] && truth[metric] <= got[metric].high) hits[metric]++;
      }
    }
    for (const [metric, count] of Object.entries(hits)) {
      expect(count / runs, metric).toBeGreaterThan(0.92);
      expect(count / runs, metric).toBeLessThan(0.98);
    }
  });
});
