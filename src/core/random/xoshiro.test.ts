import { describe, expect, it } from "vitest";
import { makeRng } from "./xoshiro";

const draw = (rng: ReturnType<typeof makeRng>, count: number) => Array.from({ length: count }, () => rng.float());

describe("makeRng(seed)", () => {
  it.each([-1, 0.5, NaN, 2 ** 53])("refuses the seed %s", (seed) => {
    expect(() => makeRng(seed)).toThrow(/seed must be an integer/);
  });

  it("gives the same numbers for the same seed and others for another", () => {
    expect(draw(makeRng(7), 5)).toEqual(draw(makeRng(7), 5));
    const firsts = new Set(Array.from({ length: 2000 }, (_, seed) => makeRng(seed).float()));
    expect(firsts.size).toBe(2000);
  });

  it("tells seeds above 32 bits apart", () => {
    expect(draw(makeRng(1), 3)).not.toEqual(draw(makeRng(1 + 2 ** 32), 3));
  });

  it("is uniform on [0, 1): mean, variance and lag correlation", () => {
    const values = draw(makeRng(1), 100_000);
    const mean = values.reduce((a, b) => a + b) / values.length;
    expect(mean).toBeCloseTo(0.5, 2);
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(variance).toBeCloseTo(1 / 12, 2);
    const lag = values.slice(1).reduce((a, b, i) => a + (b - mean) * (values[i] - mean), 0) / values.length / variance;
    expect(Math.abs(lag)).toBeLessThan(0.02);
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
  });
});

describe("below(bound)", () => {
  it.each([0, -3, 1.5, NaN, 2 ** 53])("refuses the bound %s", (bound) => {
    expect(() => makeRng(0).below(bound)).toThrow(/bound must be a positive integer/);
  });

  it("is 0 for the bound 1", () => {
    expect(makeRng(0).below(1)).toBe(0);
  });

  it.each([3, 7, 1000, 3_000_000, 2 ** 32, 2 ** 40])("spreads evenly below %s", (bound) => {
    const rng = makeRng(3);
    const thirds = [0, 0, 0];
    let inRange = true;
    for (let i = 0; i < 30_000; i++) {
      const value = rng.below(bound);
      inRange &&= Number.isInteger(value) && value >= 0 && value < bound;
      thirds[Math.floor((value / bound) * 3)]++;
    }
    expect(inRange).toBe(true);
    const expected = [0, 1, 2].map((third) => {
      const count = Math.ceil(((third + 1) * bound) / 3) - Math.ceil((third * bound) / 3);
      return (30_000 * count) / bound;
    });
    thirds.forEach((count, third) => expect(Math.abs(count - expected[third])).toBeLessThan(500));
  });
});

describe("split(index)", () => {
  it("does not depend on what was drawn before, so parts may be done in any order", () => {
    const fresh = makeRng(5);
    const used = makeRng(5);
    draw(used, 17);
    expect(draw(used.split(3), 4)).toEqual(draw(fresh.split(3), 4));
  });

  it("gives streams that differ from each other, from the parent and from neighbouring seeds", () => {
    const streams = [
      makeRng(0),
      makeRng(1),
      ...Array.from({ length: 500 }, (_, i) => makeRng(0).split(i)),
      makeRng(1).split(0),
    ];
    expect(new Set(streams.map((stream) => stream.float())).size).toBe(streams.length);
    const first = Array.from({ length: 20_000 }, (_, i) => makeRng(9).split(i).float());
    expect(first.reduce((a, b) => a + b) / first.length).toBeCloseTo(0.5, 1.7);
  });
});
