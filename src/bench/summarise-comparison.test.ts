import { describe, expect, it } from "vitest";
import type { Comparison, Times } from "./compare";
import { reportComparison } from "./report/report-comparison";
import { reportLimits } from "./report/report-limits";
import { summariseComparison } from "./summarise-comparison";

const times = (of: Partial<Times>): Times => ({ front: [], frontAgain: [], forest: [], one: [], many: [], ridge: [], mlp: [], boosted: [], ...of }); // prettier-ignore

const timings = { parse: 1, clean: 2, split: 3, features: 4, train: 5, evaluate: 6 };

/** Two turns of which scikit-learn took `factor` times as long. */
function comparison(factor: number | null): Comparison {
  const theirs = factor === null ? null : times({ forest: [2 * factor, 4 * factor], one: [factor, factor] });
  const errors = { forest: [10, 20], ridge: [], mlp: [], boosted: [] };
  return {
    ours: times({ forest: [2, 4], one: [0.003, 0.005] }),
    theirs,
    rmse: { ours: errors, theirs: theirs && { ...errors, forest: [10, 10] } },
    visits: [
      { open: 500, run: 1500, timings, longestTaskMs: 0 },
      { open: 1000, run: 3000, timings: { ...timings, train: 15 }, longestTaskMs: 61 },
    ],
    oneInWorker: [0.5, 0.25],
    matrix: null,
    forestShape: { nodes: 0, meanDepth: 0 },
    limits: { copied: 0, gathered: 0 },
  };
}

const measured = { date: "2026-01-02", machine: "a machine", load: "0, 0, 0" };
const part = (factor: number | null) => ({ measured, sklearn: "scikit-learn 9", turns: 2, file: "a.csv", ...summariseComparison(comparison(factor)) }); // prettier-ignore

describe("summariseComparison", () => {
  it("takes ratios turn by turn and keeps every turn", () => {
    const { forest } = part(8).figures;
    expect(forest.ours).toEqual({ median: 3, low: 2, high: 4, values: [2, 4] });
    expect(forest.ratio).toEqual({ median: 1 / 8, low: 1 / 8, high: 1 / 8, values: [1 / 8, 1 / 8] });
  });

  it("compares a single prediction as it is timed inside the worker, and tells of the page's own apart", () => {
    const { figures, askedMs } = part(1);
    expect(figures.one.ratio).toMatchObject({ low: 0.25, high: 0.5 });
    expect(askedMs).toMatchObject({ median: 4, low: 3, high: 5 });
  });

  it("takes the median of each stage and the error's mean", () => {
    const { visit, rmse } = part(8);
    expect(visit).toMatchObject({ ms: { median: 3000 }, stages: { parse: 1, train: 10 }, longestTasksMs: [0, 61] });
    expect(visit.ratio).toMatchObject({ median: 1 / 8 });
    expect(rmse).toEqual({ forest: { ours: 15, theirs: 10 } });
  });

  it("has no other side and no ratio without scikit-learn", () => {
    const { figures, visit, rmse } = part(null);
    expect(figures.forest).toMatchObject({ ours: { median: 3 }, theirs: null, ratio: null });
    expect([visit.ratio, rmse.forest]).toEqual([null, { ours: 15, theirs: null }]);
  });
});

describe("reportComparison", () => {
  it("holds each ratio against what must be and what is aimed at", () => {
    const lines = reportComparison(part(20));
    expect(lines).toContain("| forest, 100 trees, fit | 3 (2 to 4) | 60 (40 to 80) | 1/20 (1/20 to 1/20) | 1/12 | 1/30 | met |"); // prettier-ignore
    expect(lines).toContain("| forest | 15.0 | 10.0 | 50.00% |");
    expect(reportComparison(part(2)).join("\n")).toMatch(/forest, 100 trees, fit .* \*\*not met\*\* \|/);
  });

  it("says what was not run", () => {
    const lines = reportComparison(part(null));
    expect(lines).toContain("| forest, 100 trees, fit | 3 (2 to 4) | not run |  | 1/12 | 1/30 |  |");
    expect(lines).toContain("| forest | 15.0 | not run |  |");
    expect(reportLimits(part(null))).toEqual([]);
  });
});
