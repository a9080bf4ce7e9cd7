import { describe, expect, it } from "vitest";
import { quantileSorted, quantiles } from "./quantile";

describe("quantileSorted(sorted, q)", () => {
  it("is the value itself for one value, and the ends at 0 and 1", () => {
    expect(quantileSorted([5], 0.3)).toBe(5);
    expect(quantileSorted([1, 2, 9], 0)).toBe(1);
    expect(quantileSorted([1, 2, 9], 1)).toBe(9);
  });

  it("joins neighbours by a line", () => {
    expect(quantileSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileSorted([10, 20], 0.25)).toBe(12.5);
  });

  it("refuses no values and a q outside [0, 1]", () => {
    expect(() => quantileSorted([], 0.5)).toThrow("needs at least 1 value");
    expect(() => quantileSorted([1], 1.1)).toThrow("q must be from 0 to 1, got 1.1");
  });
});

describe("quantiles(values, qs)", () => {
  it("sorts a copy", () => {
    const values = [3, 1, 2];
    expect(quantiles(values, [0, 0.5, 1])).toEqual([1, 2, 3]);
    expect(values).toEqual([3, 1, 2]);
  });
});
