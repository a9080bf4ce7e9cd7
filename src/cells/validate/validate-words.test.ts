import { describe, expect, it } from "vitest";
import type { MetricDifference, RunComparison } from "../../pipeline/validate/compare-task";
import { gateOf } from "../../pipeline/validate/gate";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import { FAKE_VALIDATION } from "../../testing/fake-validation";
import { fakeRun } from "../../testing/fake-views";
import { testLooks } from "./test-looks";
import {
  chanceWords,
  comparisonVerdict,
  curveFinding,
  gateWords,
  looksWords,
  schemeWords,
  standInWords,
  summaryWords,
} from "./validate-words";

const compared = (difference: Partial<MetricDifference>): RunComparison => ({
  rows: 841,
  confidence: 0.95,
  resamples: 2000,
  metrics: [
    { metric: "rmse", first: 4800, second: 4900, value: -100, low: -220, high: 30, firstBetter: 0.9, ...difference },
    { metric: "r2", first: 0.31, second: 0.3, value: 0.01, low: 0.004, high: 0.016, firstBetter: 0.99 },
  ],
});

describe("comparisonVerdict(names, comparison, metric)", () => {
  const names = ["Run 5", "Run 6"] as const;

  it("does not tell apart what an interval around zero does not", () => {
    expect(comparisonVerdict(names, compared({}), "rmse")).toBe(
      "Runs 5 and 6 are not distinguishable: the 95% interval of the difference in RMSE, −220 to 30, holds zero.",
    );
  });

  it("names the better one, by how much, and on what", () => {
    expect(comparisonVerdict(names, compared({ high: -12 }), "rmse")).toBe(
      "Run 5 is better than Run 6: RMSE lower by 100 (95% interval 12 to 220) on the same 841 test posts.",
    );
    expect(comparisonVerdict(names, compared({ value: 100, low: 12, high: 220 }), "rmse")).toMatch(
      /^Run 6 is better than Run 5/,
    );
  });

  it("takes a larger R² for the better", () => {
    expect(comparisonVerdict(["Honest", "Run 6"], compared({}), "r2")).toMatch(
      /^Honest is better than Run 6: R² higher by 0.010/,
    );
  });

  it("says so where both predict the same", () => {
    expect(comparisonVerdict(names, compared({ value: 0, low: 0, high: 0 }), "rmse")).toBe(
      "Runs 5 and 6 do the same in RMSE on the same 841 test posts.",
    );
  });
});

describe("gateWords(gate, view, isGateOn)", () => {
  const words = (bar: number | null, isGateOn = true) => {
    const experiment = mergeExperiment(defaultExperiment(), { problem: { target: "score", bar } });
    return gateWords(gateOf(FAKE_VALIDATION, experiment), FAKE_VALIDATION, isGateOn);
  };

  it("says by how much the bar is missed, in how many folds, and what follows", () => {
    expect(words(60)).toBe(
      "Misses the bar: RMSE is 61.2 on average, the bar is 60.0; 2 of 5 folds meet it. Ship holds it back unless you say otherwise.",
    );
    expect(words(60, false)).toContain("The gate is off");
    expect(words(65)).toBe("Meets the bar: RMSE is 61.2 on average, the bar is 65.0; 5 of 5 folds meet it.");
    expect(words(null)).toContain("No bar is set");
  });
});

describe("chanceWords(chance)", () => {
  const chance = { metric: "rmse", kind: "ridge", isStandIn: false, value: 64 } as const;
  const shuffled = Array.from({ length: 30 }, (_, i) => 90 + i);

  it("tells what was learned from what chance gives", () => {
    expect(chanceWords({ ...chance, shuffled, p: 1 / 31 })).toEqual({
      verdict: "Better than chance",
      evidence: "None of 30 shuffled targets lets it reach RMSE 64.0 (p = 0.032).",
    });
    expect(chanceWords({ ...chance, shuffled, p: 8 / 31 })).toEqual({
      verdict: "Not distinguishable from chance",
      evidence: "7 of 30 shuffled targets let it reach RMSE 64.0 or better (p = 0.26).",
    });
  });

  it("does not conclude from a few shuffles", () => {
    expect(chanceWords({ ...chance, shuffled: shuffled.slice(0, 5), p: 1 / 6 }).verdict).toBe(
      "Too few shuffles to tell",
    );
  });

  it("says who stood in", () => {
    expect(standInWords({ ...chance, shuffled, p: 1 }, "ridge")).toBeNull();
    expect(standInWords({ ...chance, isStandIn: true, shuffled, p: 1 }, "forest")).toMatch(
      /^Measured with ridge in the place of random forest/,
    );
  });
});

describe("words of a cross-validation", () => {
  it("name the folds and the figure", () => {
    expect(schemeWords(FAKE_VALIDATION)).toBe("5 folds at random");
    expect(
      schemeWords({ ...FAKE_VALIDATION, settings: { ...FAKE_VALIDATION.settings, scheme: "time", column: "day" } }),
    ).toBe("5 folds forward in time (day)");
    expect(summaryWords(FAKE_VALIDATION, "rmse")).toBe("RMSE 61.2 ± 2.4 over 5 folds (95% interval 56.8 to 65.7)");
    expect(summaryWords(FAKE_VALIDATION, "accuracy")).toBeNull();
  });

  it("say whether more posts would help", () => {
    expect(curveFinding(FAKE_VALIDATION.curve!)).toBe(
      "More posts would help: the last 1,280 posts lowered RMSE by 6.1%",
    );
    const flat = FAKE_VALIDATION.curve!.points.map((point) => ({ ...point, value: 60 }));
    expect(curveFinding({ ...FAKE_VALIDATION.curve!, points: flat })).toMatch(/^Levelling off/);
    const noisy = FAKE_VALIDATION.curve!.points.map((point) => ({ ...point, low: 20, high: 120 }));
    expect(curveFinding({ ...FAKE_VALIDATION.curve!, points: noisy })).toMatch(/^Levelling off/);
  });
});

describe("looks at the test part", () => {
  it("are counted by file, target and split, over all that is known", () => {
    const experiment = mergeExperiment(defaultExperiment(), { problem: { target: "score" } });
    const other = mergeExperiment(experiment, { split: { seed: 7 } });
    const runs = [
      { ...fakeRun(1, experiment), testLook: 1 },
      { ...fakeRun(2, experiment), testLook: 4 },
      { ...fakeRun(3, other), testLook: 9 },
    ];
    expect(testLooks(runs[0], runs)).toBe(4);
    expect(testLooks(runs[2], runs)).toBe(9);
    expect(testLooks(fakeRun(4, experiment), [])).toBeNull();
  });

  it("come with the advice to choose by cross-validation", () => {
    expect(looksWords(null, 10)).toBeNull();
    expect(looksWords(1, 841)).toMatch(/^These 841 test posts have judged 1 model\./);
    expect(looksWords(12, 841)).toMatch(/^These 841 test posts have judged 12 models\..*choose by cross-validation/);
  });
});
