import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitTarget, ownUnit, putTarget } from "./target-transform";

describe("fitTarget", () => {
  it("leaves the target as it is when asked to", () => {
    expect(fitTarget("as-is", Float64Array.of(1, 2, 3))).toEqual({ kind: "as-is", mean: 0, scale: 1 });
  });

  it("measures mean and standard deviation, of the logarithm for log1p", () => {
    expect(fitTarget("standardised", Float64Array.of(1, 3))).toEqual({ kind: "standardised", mean: 2, scale: 1 });
    const { mean, scale } = fitTarget("log1p", Float64Array.of(0, Math.E ** 2 - 1));
    expect([mean, scale].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1]);
  });

  it("gives a constant target, and none at all, the scale 1", () => {
    expect(fitTarget("standardised", Float64Array.of(4, 4)).scale).toBe(1);
    expect(fitTarget("standardised", new Float64Array())).toEqual({ kind: "standardised", mean: 0, scale: 1 });
  });

  it("refuses a logarithm of nothing and names the row", () => {
    expect(() => fitTarget("log1p", Float64Array.of(0, -1))).toThrow(
      "target must be above -1 to be put as ln(1 + target), got -1 in training row 1",
    );
    expect(() => fitTarget("standardised", Float64Array.of(Infinity))).toThrow("got Infinity in training row 0");
  });
});

describe("ownUnit", () => {
  it.each(["as-is", "standardised", "log1p"] as const)("takes %s back", (kind) => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.9, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const transform = fitTarget(kind, Float64Array.from(values));
        for (const value of values) {
          const back = ownUnit(transform, putTarget(transform, value));
          expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)));
        }
      }),
    );
  });
});
