import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import { fitShapeOf } from "../../../testing/fit-forest";
import { defaultOptions } from "../../options";
import type { FitData } from "../model";
import { forest } from "./forest";
import type { ForestPart } from "./forest-model";
import { FOREST_OPTIONS, type ForestOptions } from "./options";
import { liveOutOfBag } from "./out-of-bag";

const TREES = 22;

function dataOf(classCount: number): FitData {
  const x = randomCsr(120, 8, 0.5, 7);
  const y = Float64Array.from({ length: x.rows }, (_, row) => {
    const value = x.values[x.indptr[row]] ?? 0;
    return classCount === 0 ? value : Math.abs(Math.round(3 * value) + row) % classCount;
  });
  return { task: classCount === 0 ? "regression" : "classification", classCount, x, y };
}

function partsOf(data: FitData, changes: Partial<ForestOptions> = {}) {
  const options = { ...defaultOptions(FOREST_OPTIONS), trees: TREES, ...changes } as ForestOptions;
  const shape = fitShapeOf(data);
  const parts = forest.jobs(shape, options).map((job) => forest.fitJob(data, options, job) as ForestPart);
  return { options, shape, parts };
}

describe("liveOutOfBag", () => {
  it.each([0, 2, 3])("ends where the finished curve ends, in whatever order the parts come (%d classes)", (classes) => {
    const { options, shape, parts } = partsOf(dataOf(classes));
    const last = forest.combine(parts, shape, options).history.points.at(-1)!;
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        const live = liveOutOfBag(shape);
        const points = shuffled.map((part) => live.add(part)!);
        expect(Object.keys(points.at(-1)!)).toEqual(Object.keys(last));
        // Sums of doubles in another order: equal but for rounding.
        for (const [name, value] of Object.entries(last)) expect(points.at(-1)![name]).toBeCloseTo(value, 9);
        expect(points.every((point, i) => i === 0 || point.trees > points[i - 1].trees)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("goes through the points of the finished curve when the parts come in order", () => {
    const { options, shape, parts } = partsOf(dataOf(0));
    const { points } = forest.combine(parts, shape, options).history;
    const live = liveOutOfBag(shape);
    for (const part of parts) expect(points).toContainEqual(live.add(part));
  });

  it("has no point without bootstrap, where every tree sees every row", () => {
    const { shape, parts } = partsOf(dataOf(0), { bootstrap: false });
    expect(liveOutOfBag(shape).add(parts[0])).toBeNull();
  });
});
