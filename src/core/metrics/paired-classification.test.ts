import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { PAIRED_CLASS_METRICS, pairedClassification } from "./paired-classification";

const OPTIONS = { resamples: 500, confidence: 0.95, seed: 1 };

/** Probabilities of two classes that are right in a share of the rows. */
function predictions(actual: readonly number[], right: number, seed: number): Float64Array {
  const random = makeRng(seed);
  const table = new Float64Array(actual.length * 2);
  actual.forEach((label, row) => {
    const called = random.float() < right ? label : 1 - label;
    table[row * 2 + called] = 0.8;
    table[row * 2 + 1 - called] = 0.2;
  });
  return table;
}

describe("pairedClassification(actual, first, second, classes, options)", () => {
  const actual = Array.from({ length: 200 }, (_, row) => (row * 7) % 2);

  it("refuses sides of different lengths", () => {
    expect(() => pairedClassification([0, 1], [1, 0, 0, 1], [1, 0], 2, OPTIONS)).toThrow();
  });

  it("finds no difference between equal predictions", () => {
    const table = predictions(actual, 0.7, 3);
    const compared = pairedClassification(actual, table, table, 2, OPTIONS);
    for (const metric of PAIRED_CLASS_METRICS) {
      expect(compared[metric]).toMatchObject({ value: 0, low: 0, high: 0, firstBetter: 0.5 });
    }
  });

  it("tells a far better set from a worse one, in every metric and its own direction", () => {
    const compared = pairedClassification(
      actual,
      predictions(actual, 0.95, 1),
      predictions(actual, 0.6, 2),
      2,
      OPTIONS,
    );
    for (const metric of ["accuracy", "balancedAccuracy", "macroF1"] as const) {
      expect(compared[metric].low).toBeGreaterThan(0);
      expect(compared[metric].firstBetter).toBe(1);
      expect(compared[metric].value).toBeCloseTo(compared[metric].first - compared[metric].second, 12);
    }
    expect(compared.logLoss.high).toBeLessThan(0);
    expect(compared.logLoss.firstBetter).toBe(1);
  });

  it("holds zero for two sets that are as good", () => {
    const { accuracy } = pairedClassification(
      actual,
      predictions(actual, 0.7, 1),
      predictions(actual, 0.7, 9),
      2,
      OPTIONS,
    );
    expect(accuracy.low).toBeLessThan(0);
    expect(accuracy.high).toBeGreaterThan(0);
  });
});
