import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf, makeLinearScale, makeSymlogScale, niceStep, symlogThreshold, thinTicks, wantsSymlog } from "./scale";

describe("makeLinearScale", () => {
  it("widens to whole ticks and clears rounding noise", () => {
    const scale = makeLinearScale(0.07, 0.93, { ticks: 5 });
    expect(scale.domain).toEqual([0, 1]);
    expect(scale.ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });

  it("keeps the exact range on request, with ticks inside it", () => {
    const scale = makeLinearScale(3, 97, { exact: true });
    expect(scale.domain).toEqual([3, 97]);
    expect(scale.ticks).toEqual([20, 40, 60, 80]);
  });

  it("gives a constant a range around it", () => {
    const scale = makeLinearScale(5, 5);
    expect(scale.domain[0]).toBeLessThan(5);
    expect(scale.domain[1]).toBeGreaterThan(5);
    expect(makeLinearScale(0, 0).toUnit(0)).toBeCloseTo(0.5);
    expect(makeLinearScale(NaN, 3).domain).toEqual([0, 1]);
  });

  it("maps its ends to 0 and 1 and comes back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (low, width) => {
        const scale = makeLinearScale(low, low + width);
        expect(scale.toUnit(scale.domain[0])).toBeCloseTo(0);
        expect(scale.toUnit(scale.domain[1])).toBeCloseTo(1);
        expect(scale.fromUnit(scale.toUnit(low))).toBeCloseTo(low, 4);
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
        expect(scale.ticks.length).toBeLessThanOrEqual(9);
      }),
    );
  });
});

describe("makeSymlogScale", () => {
  it("gives zero a place of its own and every power of ten an equal step", () => {
    const scale = makeSymlogScale(0, 100_000);
    expect(scale.ticks).toEqual([0, 1, 10, 100, 1000, 10_000, 100_000]);
    const step = scale.toUnit(100) - scale.toUnit(10);
    expect(scale.toUnit(1000) - scale.toUnit(100)).toBeCloseTo(step);
    expect(scale.toUnit(0)).toBe(0);
    expect(scale.toUnit(1)).toBeGreaterThan(0.05);
  });

  it("goes on below zero, mirrored", () => {
    const scale = makeSymlogScale(-1000, 1000, { threshold: 1, ticks: 9 });
    expect(scale.toUnit(0)).toBeCloseTo(0.5);
    expect(scale.toUnit(-10)).toBeCloseTo(1 - scale.toUnit(10));
    expect(scale.ticks).toEqual([-1000, -100, -10, -1, 0, 1, 10, 100, 1000]);
  });

  it("adds threes where there are few powers of ten", () => {
    expect(makeSymlogScale(1, 40, { threshold: 1 }).ticks).toEqual([1, 3, 10, 30]);
  });

  it("is monotone and has an inverse", () => {
    const scale = makeSymlogScale(-500, 80_000, { threshold: 1 });
    fc.assert(
      fc.property(fc.double({ min: -500, max: 80_000, noNaN: true }), (value) => {
        const unit = scale.toUnit(value);
        expect(Math.abs(scale.fromUnit(unit) - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
        expect(scale.toUnit(value + 1)).toBeGreaterThan(unit);
      }),
    );
  });
});

describe("symlogThreshold", () => {
  it("is 1 for counts, below the smallest value for shares, and never more than six powers of ten down", () => {
    expect(symlogThreshold([0, 1, 7, 66_000])).toBe(1);
    expect(symlogThreshold([0, 0.02, 0.9])).toBe(0.01);
    expect(symlogThreshold([1e-12, 1])).toBeCloseTo(1e-6, 12);
    expect(symlogThreshold([0, 0])).toBe(1);
  });
});

describe("wantsSymlog", () => {
  it("asks for a log axis where most values are small and a few are not", () => {
    expect(wantsSymlog([0, 1, 2, 3, 5, 8, 20, 70, 4000, 66_000])).toBe(true);
    expect(wantsSymlog([1, 2, 3, 4, 5, 1, 2, 3, 4, 5])).toBe(false);
  });
});

describe("frameOf", () => {
  it("leaves a far point outside and keeps the ends that are near", () => {
    const values = Array.from({ length: 400 }, (_, i) => i);
    expect(frameOf([...values, 100_000])[1]).toBeLessThan(500);
    expect(frameOf(values)).toEqual([0, 399]);
  });

  it("takes in what it is told to and survives nothing at all", () => {
    expect(frameOf([5, 6], [0])).toEqual([0, 6]);
    expect(frameOf([])).toEqual([0, 1]);
    expect(frameOf([NaN, 3])).toEqual([3, 3]);
  });
});

describe("ticks", () => {
  it("niceStep is 1, 2, 2.5 or 5 times a power of ten", () => {
    expect([0.3, 3, 12, 24, 40, 51].map(niceStep)).toEqual([0.5, 5, 20, 25, 50, 100]);
    expect(niceStep(0)).toBe(1);
  });

  it("thinTicks keeps zero", () => {
    const scale = makeLinearScale(-40, 60, { ticks: 10 });
    expect(thinTicks(scale, 6)).toContain(0);
    expect(thinTicks(scale, 6).length).toBeLessThanOrEqual(6);
  });
});
