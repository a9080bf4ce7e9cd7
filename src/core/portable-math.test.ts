import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atan, exp, expm1, log, log1p, tanh } from "./portable-math";

const ulps = (got: number, wanted: number) =>
  Object.is(got, wanted) || got === wanted
    ? 0
    : Math.abs(got - wanted) / Math.max(Number.MIN_VALUE, Math.abs(wanted) * 2 ** -53);

describe("portable math", () => {
  it.each([
    ["exp", exp, fc.double({ min: -750, max: 712 }), 3],
    ["log", log, fc.double({ min: 0 }), 3],
    ["log near 1", log, fc.double({ min: 0.5, max: 2 }), 4],
    ["log1p", log1p, fc.double({ min: -1 }), 6],
    ["log1p near 0", log1p, fc.double({ min: -1e-3, max: 1e-3 }), 6],
    ["expm1", expm1, fc.double({ min: -40, max: 100 }), 8],
    ["expm1 near 0", expm1, fc.double({ min: -1, max: 1 }), 8],
    ["atan", atan, fc.double({ min: -1e6, max: 1e6 }), 12],
    ["tanh", tanh, fc.double({ min: -25, max: 25 }), 8],
  ] as const)("%s stays within rounding of the engine's own", (name, own, numbers, most) => {
    const engine = Math[name.split(" ")[0] as "exp"];
    fc.assert(
      fc.property(numbers, (x) => {
        expect(ulps(own(x), engine(x))).toBeLessThanOrEqual(most);
      }),
      { numRuns: 5000 },
    );
  });

  it("knows the ends", () => {
    expect([0, Infinity, -Infinity, NaN, 710, -746].map(exp)).toEqual([1, Infinity, 0, NaN, Infinity, 0]);
    expect([1, 0, -1, Infinity, NaN].map(log)).toEqual([0, -Infinity, NaN, Infinity, NaN]);
    expect([0, -0, -1, -2, Infinity, NaN].map(log1p)).toEqual([0, -0, -Infinity, NaN, Infinity, NaN]);
    expect([0, -0, Infinity, -Infinity, NaN].map(expm1)).toEqual([0, -0, Infinity, -1, NaN]);
    expect([0, -0, Infinity, -Infinity, NaN].map(tanh)).toEqual([0, -0, 1, -1, NaN]);
    expect(exp(709.782712893384)).toBe(Math.exp(709.782712893384));
  });
});
