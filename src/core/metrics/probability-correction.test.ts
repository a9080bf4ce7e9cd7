import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { makeRng } from "../random/xoshiro";
import { bootstrapRanking } from "./bootstrap-ranking";
import { fitIsotonic, isotonicAt } from "./isotonic";
import { fitPlatt, plattAt } from "./platt";
import { correctProbabilities, fitCorrection } from "./probability-correction";

const fixture = readFixture<{
  isotonic: { name: string; x: number[]; y: number[]; at: number[]; expected: number[] }[];
  platt: { name: string; scores: number[]; happened: number[]; expected: number[] }[];
  ranking: {
    name: string;
    classes: number;
    actual: number[];
    probabilities: number[];
    rocAuc: number;
    averagePrecision: number;
  }[];
}>("sklearn-correction");

describe("fitIsotonic(x, y)", () => {
  it("refuses no rows and what is not finite", () => {
    expect(() => fitIsotonic([], [])).toThrow("at least 1 row");
    expect(() => fitIsotonic([1, NaN], [0, 1])).toThrow("got NaN and 1 in row 1");
  });

  it("keeps what never falls and pools what does", () => {
    expect([...fitIsotonic([3, 1, 2], [5, 1, 2]).y]).toEqual([1, 2, 5]);
    expect([...fitIsotonic([1, 2, 3], [0, 1, 0]).y]).toEqual([0, 0.5, 0.5]);
  });

  it.each(fixture.isotonic)("equals scikit-learn: $name", ({ x, y, at, expected }) => {
    const curve = fitIsotonic(x, y);
    at.forEach((value, i) => expect(isotonicAt(curve, value)).toBeCloseTo(expected[i], 9));
  });
});

describe("fitPlatt(scores, happened)", () => {
  it("refuses rows of one kind", () => {
    expect(() => fitPlatt([1, 2], [1, 1])).toThrow("rows of both kinds, got 2 and 0");
  });

  // scikit-learn stops its own solver at a gradient of about 1e-6
  it.each(fixture.platt)("equals scikit-learn: $name", ({ scores, happened, expected }) => {
    const curve = fitPlatt(scores, happened);
    scores.forEach((score, i) => expect(Math.abs(plattAt(curve, score) - expected[i])).toBeLessThan(2e-5));
  });
});

describe("fitCorrection and correctProbabilities", () => {
  const actual = [0, 0, 1, 1, 2, 2];
  const probabilities = [0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.2, 0.7, 0.1, 0.6, 0.2, 0.2, 0.1, 0.2, 0.7, 0.1, 0.1, 0.8];

  it.each(["platt", "isotonic"] as const)("gives rows that sum to 1: %s", (kind) => {
    const corrected = correctProbabilities(fitCorrection(kind, actual, probabilities, 3), probabilities, 3);
    for (let start = 0; start < corrected.length; start += 3) {
      expect(corrected[start] + corrected[start + 1] + corrected[start + 2]).toBeCloseTo(1, 12);
    }
  });

  it("shares a row out that every class is denied", () => {
    const never = { kind: "isotonic", curves: [0, 1, 2].map(() => fitIsotonic([0], [0])) } as const;
    expect([...correctProbabilities(never, [0.2, 0.3, 0.5], 3)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it("refuses validation rows that lack a class", () => {
    expect(() => fitCorrection("platt", [0, 0, 1], [1, 0, 0, 1, 0, 0, 0, 1, 0], 3)).toThrow(
      "of class 2 there are 0 of 3",
    );
  });
});

describe("bootstrapRanking(actual, probabilities, classes, options)", () => {
  const options = { resamples: 200, confidence: 0.95, seed: 3 };

  it.each(fixture.ranking)("equals scikit-learn: $name", ({ actual, probabilities, classes, ...expected }) => {
    const got = bootstrapRanking(actual, probabilities, classes, options);
    expect(got.rocAuc?.value).toBeCloseTo(expected.rocAuc, 10);
    expect(got.averagePrecision?.value).toBeCloseTo(expected.averagePrecision, 10);
    expect(got.rocAuc!.low).toBeLessThan(got.rocAuc!.value);
    expect(got.rocAuc!.high).toBeGreaterThan(got.rocAuc!.value);
  });

  it("covers the true area about as often as it says", { timeout: 60_000 }, () => {
    // uniform scores, those of positives 0.4 higher
    const draw = (seed: number) => {
      const rng = makeRng(seed);
      const actual = Array.from({ length: 200 }, () => (rng.float() < 0.5 ? 1 : 0));
      const scores = actual.map((label) => rng.float() + (label === 1 ? 0.4 : 0));
      return { actual, probabilities: scores.flatMap((score) => [1 - score / 2, score / 2]) };
    };
    // P(u + 0.4 > v) of two uniforms
    const truth = 1 - 0.6 ** 2 / 2;
    let hits = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { actual, probabilities } = draw(seed);
      const { low, high } = bootstrapRanking(actual, probabilities, 2, { ...options, resamples: 300, seed }).rocAuc!;
      if (low <= truth && truth <= high) hits++;
    }
    expect(hits / 300).toBeGreaterThan(0.92);
    expect(hits / 300).toBeLessThan(0.98);
  });

  it("has no figure for rows of one class, and 0.5 where all probabilities are equal", () => {
    expect(bootstrapRanking([1, 1], [0.5, 0.5, 0.2, 0.8], 2, options).rocAuc).toBeNull();
    expect(bootstrapRanking([0, 1, 1], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 2, options).rocAuc?.value).toBe(0.5);
  });
});
