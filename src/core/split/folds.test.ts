import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { groupKFold, kFold, stratifiedKFold, timeSeriesSplit } from "./folds";
import type { TwoParts } from "./shuffle-split";

const fixture = readFixture<{
  kFold: { n: number; folds: number; seed: number | null; test: number[][] }[];
  stratifiedKFold: { classes: number[]; folds: number; seed: number | null; test: number[][] }[];
  groupKFold: { groups: number[]; count: number; folds: number; test: number[][] }[];
  timeSeries: {
    n: number;
    folds: number;
    testSize: number | null;
    gap: number;
    folds_: { train: number[]; test: number[] }[];
  }[];
}>("sklearn-splits");

const tests = (folds: readonly TwoParts[]) => folds.map((fold) => Array.from(fold.test));

describe("kFold(n, folds, seed)", () => {
  it("refuses more folds than rows, and fewer than 2 folds", () => {
    expect(() => kFold(3, 4)).toThrow("these folds need at least 4 rows, got 3");
    expect(() => kFold(3, 1)).toThrow("folds must be an integer of at least 2, got 1");
  });

  it.each(fixture.kFold)("deals scikit-learn's folds: n $n, $folds folds, seed $seed", ({ n, folds, seed, test }) => {
    expect(tests(kFold(n, folds, seed))).toEqual(test);
  });

  it("tests every row once and trains on all others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 8 }), fc.nat(), (n, folds, seed) => {
        fc.pre(folds <= n);
        const parts = kFold(n, folds, seed);
        expect(parts.flatMap((fold) => Array.from(fold.test)).sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
        for (const { train, test } of parts) {
          expect([...train, ...test].sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
        }
      }),
    );
  });
});

describe("stratifiedKFold(classes, folds, seed)", () => {
  it("refuses when no class has a row for every fold", () => {
    expect(() => stratifiedKFold([0, 0, 1, 1], 3)).toThrow("at least 3 rows of some class, got 2");
  });

  it.each(fixture.stratifiedKFold)("deals scikit-learn's folds: $folds folds, seed $seed", (expected) => {
    expect(tests(stratifiedKFold(expected.classes, expected.folds, expected.seed))).toEqual(expected.test);
  });
});

describe("groupKFold(groups, count, folds)", () => {
  it("refuses fewer groups than folds", () => {
    expect(() => groupKFold([0, 1, 1], 2, 3)).toThrow("at least 3 groups, got 2");
  });

  it.each(fixture.groupKFold)("deals scikit-learn's folds: $count groups, $folds folds", (expected) => {
    expect(tests(groupKFold(expected.groups, expected.count, expected.folds))).toEqual(expected.test);
  });
});

describe("timeSeriesSplit(n, folds, settings)", () => {
  it("refuses stretches that do not fit", () => {
    expect(() => timeSeriesSplit(10, 3, { testSize: 4 })).toThrow("at least 13 rows, got 10");
  });

  it.each(fixture.timeSeries)("cuts scikit-learn's stretches: n $n, $folds folds, gap $gap", (expected) => {
    const folds = timeSeriesSplit(expected.n, expected.folds, {
      testSize: expected.testSize ?? undefined,
      gap: expected.gap,
    });
    expect(folds.map(({ train, test }) => ({ train: Array.from(train), test: Array.from(test) }))).toEqual(
      expected.folds_,
    );
  });
});
