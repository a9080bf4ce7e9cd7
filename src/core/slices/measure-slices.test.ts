import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import type { Interval } from "../metrics/resample";
import { measurePaired } from "./measure-paired";
import { measureSlices } from "./measure-slices";

interface Bootstrap {
  readonly loss: number[];
  readonly other: number[];
  readonly wrong: number[];
  readonly members: number[];
  readonly [figure: string]: unknown;
}

const { bootstrap } = readFixture<{ bootstrap: Bootstrap }>("slices");
const loss = Float64Array.from(bootstrap.loss);
const members = Uint32Array.from(bootstrap.members);
const options = { resamples: 10_000, confidence: 0.95, seed: 3 };

/** Other draws than scipy's, so the ends differ by what 10,000 resamples leave to chance: some hundredths of the width. */
function expectAlike(found: Interval, name: string): void {
  const expected = bootstrap[name] as Interval;
  expect(found.value).toBeCloseTo(expected.value, 10);
  const width = expected.high - expected.low;
  expect(Math.abs(found.low - expected.low)).toBeLessThan(0.04 * width);
  expect(Math.abs(found.high - expected.high)).toBeLessThan(0.04 * width);
}

describe("measureSlices(slices, metrics, options)", () => {
  const [slice] = measureSlices(
    [members],
    [
      { name: "mean", values: loss },
      { name: "root", values: loss.map((value) => value * value), isRoot: true },
      { name: "errorRate", values: Float64Array.from(bootstrap.wrong) },
    ],
    options,
  );

  it.each(["mean", "root", "errorRate"])("has scipy's BCa interval of a %s, and of its difference", (name) => {
    expectAlike(slice.metrics[name], name);
    expectAlike(slice.difference![name], `${name}Difference`);
  });

  it("gives a slice the same figures whatever stands beside it", () => {
    const metrics = [{ name: "mean", values: loss }];
    const few = { ...options, resamples: 200 };
    const [alone] = measureSlices([members], metrics, few);
    const together = measureSlices([Uint32Array.of(1, 2, 3), members], metrics, few);
    expect(together[1]).toEqual(alone);
  });

  it("has nothing to compare all posts with, and survives a slice of one", () => {
    const metrics = [{ name: "mean", values: Float64Array.of(1, 2, 4) }];
    const [all, one, none] = measureSlices([Uint32Array.of(0, 1, 2), Uint32Array.of(2), new Uint32Array(0)], metrics, {
      ...options,
      resamples: 50,
    });
    expect(all.difference).toBeNull();
    expect(one.metrics.mean).toEqual({ value: 4, low: 4, high: 4 });
    expect(one.difference!.mean.value).toBe(2.5);
    expect(none.metrics.mean.value).toBeNaN();
  });
});

describe("measurePaired(slices, losses, options)", () => {
  it("has scipy's BCa interval of the difference of two models on a slice", () => {
    const [slice] = measurePaired([members], { first: loss, second: Float64Array.from(bootstrap.other) }, options);
    expectAlike(slice.difference, "paired");
  });

  it("finds no difference between a model and itself", () => {
    const [slice] = measurePaired([members], { first: loss, second: loss }, { ...options, resamples: 100 });
    expect(slice.difference).toEqual({ value: 0, low: 0, high: 0 });
  });
});
