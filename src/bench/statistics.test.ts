import { describe, expect, it } from "vitest";
import { growthExponent, median, ratios } from "./statistics";

describe("median", () => {
  it("is the middle value, or between the two middle ones", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7]);
  });
});

describe("ratios", () => {
  it("compares turn with turn", () => {
    expect(ratios([1, 4, 9], [2, 4, 6])).toEqual({ median: 1, low: 0.5, high: 1.5, values: [0.5, 1, 1.5] });
  });
});

describe("growthExponent", () => {
  it("is 1 where time goes with size and 2 where it goes with its square", () => {
    expect(growthExponent([1, 10, 100], [2, 20, 200])).toBeCloseTo(1, 12);
    expect(growthExponent([4, 40, 400], [1, 100, 10_000])).toBeCloseTo(2, 12);
  });
});
