import { describe, expect, it } from "vitest";
import { shareOfFold } from "./curve-rows";

const fold = { train: Uint32Array.from({ length: 40 }, (_, i) => 100 - i), test: Uint32Array.of(1, 2) };

describe("shareOfFold(fold, share, settings)", () => {
  it("takes a smaller share from within a larger one, in the order of the fold", () => {
    const of = (share: number) => [...shareOfFold(fold, share, { seed: 3, isTimed: false }).train];
    expect(of(0.25)).toHaveLength(10);
    expect(of(0.25).every((row) => of(0.5).includes(row))).toBe(true);
    expect(of(0.5)).toEqual([...of(0.5)].sort((a, b) => b - a));
    expect(shareOfFold(fold, 1, { seed: 3, isTimed: false })).toBe(fold);
  });

  it("takes the latest rows where rows stand in order of time, and one at least", () => {
    expect([...shareOfFold(fold, 0.1, { seed: 3, isTimed: true }).train]).toEqual([64, 63, 62, 61]);
    expect(shareOfFold(fold, 0.001, { seed: 3, isTimed: true }).train).toHaveLength(1);
  });
});
