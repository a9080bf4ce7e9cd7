import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { summarizeFolds } from "./fold-summary";
import { studentQuantile } from "./student";

const { student } = readFixture<{ student: { p: number; degrees: number; quantile: number }[] }>("sklearn-validate");

describe("studentQuantile(p, degrees)", () => {
  it.each(student)("is scipy's: p $p, $degrees degrees", ({ p, degrees, quantile }) => {
    // scipy's own search for the quantile ends at about 1e-9
    expect(Math.abs(studentQuantile(p, degrees) - quantile)).toBeLessThan(1e-8 * Math.max(1, Math.abs(quantile)));
  });

  it("refuses what is no probability and no number of degrees", () => {
    expect(() => studentQuantile(1, 3)).toThrow("p must be between 0 and 1, got 1");
    expect(() => studentQuantile(0.9, 0)).toThrow("degrees must be a positive integer, got 0");
  });
});

describe("summarizeFolds(values, options)", () => {
  const options = { confidence: 0.95, testShare: 0.25 };

  it("refuses no folds and gives one no interval", () => {
    expect(() => summarizeFolds([], options)).toThrow("a summary needs at least 1 fold, got 0");
    expect(summarizeFolds([3], options)).toEqual({ mean: 3, sd: 0, low: 3, high: 3 });
  });

  it("reaches out by Student's t over a variance enlarged for shared training rows", () => {
    const { mean, sd, low, high } = summarizeFolds([1, 2, 3, 4, 5], options);
    expect(mean).toBe(3);
    expect(sd).toBeCloseTo(Math.sqrt(2.5), 12);
    const reach = 2.7764451051977987 * Math.sqrt(2.5 * (1 / 5 + 0.25));
    expect(low).toBeCloseTo(3 - reach, 9);
    expect(high).toBeCloseTo(3 + reach, 9);
  });

  it("stays within what the figure can be", () => {
    const { low, high } = summarizeFolds([0.1, 0.9], { ...options, range: [0, 1] });
    expect([low, high]).toEqual([0, 1]);
  });

  it("has no width where all folds agree", () => {
    expect(summarizeFolds([7, 7, 7], options)).toEqual({ mean: 7, sd: 0, low: 7, high: 7 });
  });
});
