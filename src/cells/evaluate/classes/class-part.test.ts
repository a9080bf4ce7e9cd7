import { describe, expect, it } from "vitest";
import type { ClassView } from "../../../pipeline/views";
import { perClassRows } from "./class-metrics";
import { classPart, orderByLabel, placesOfRows, rowsOfSquare, seenAccuracies } from "./class-part";
import { confusionSquares, worstConfusion } from "./confusion-squares";
import { classCurves } from "./ranking-curves";
import { cheapestThreshold, thresholdScores } from "./thresholds";

const points = {
  rows: Uint32Array.of(10, 11, 12, 13),
  actual: Uint16Array.of(0, 1, 1, 0),
  probabilities: Float64Array.of(0.9, 0.1, 0.4, 0.6, 0.8, 0.2, 0.3, 0.7),
  sampled: false,
};
const view = {
  classes: ["no", "yes"],
  leakedRows: Uint32Array.of(12),
  points: { test: points, validation: null, train: points },
  confusions: { test: [1, 1, 1, 1], validation: null, train: [2, 0, 0, 2] },
} as unknown as ClassView;
const part = classPart(view, "validation");

describe("classPart", () => {
  it("falls back to the test part and knows which posts were seen", () => {
    expect(part.name).toBe("test");
    expect([...part.predicted]).toEqual([0, 1, 0, 1]);
    expect(part.seen.has(12)).toBe(true);
  });

  it("orders the wrong ones by how sure the model was, and takes all of those chosen", () => {
    expect(orderByLabel(part, "surest-wrong")).toEqual([2, 3]);
    expect(orderByLabel(part, "surest-right")).toEqual([0, 1]);
    expect(orderByLabel(part, "least-sure")).toEqual([1, 3, 2, 0]);
    expect(orderByLabel(part, "surest-wrong", new Set([0, 1]))).toEqual([0, 1]);
  });

  it("tells seen and unseen posts apart, where there are both", () => {
    expect(seenAccuracies(part)).toEqual({ seen: 0, unseen: 2 / 3, seenCount: 1 });
    expect(seenAccuracies({ ...part, seen: new Set() })).toBeNull();
  });

  it("finds the posts of a square and of rows chosen elsewhere", () => {
    expect(rowsOfSquare(part, 1, 0)).toEqual([12]);
    expect([...placesOfRows(part, [13, 99])!]).toEqual([3]);
    expect(placesOfRows(part, [99])).toBeNull();
  });
});

describe("confusionSquares", () => {
  it("divides by the largest square, the row or the column", () => {
    const counts = [8, 2, 1, 4];
    expect(confusionSquares(counts, 2, "counts").square(1, 1)).toEqual({ count: 4, share: 0.5 });
    expect(confusionSquares(counts, 2, "actual").square(0, 1)).toEqual({ count: 2, share: 0.2 });
    expect(confusionSquares(counts, 2, "predicted").square(1, 0)).toEqual({ count: 1, share: 1 / 9 });
    expect(confusionSquares([0, 0, 0, 0], 2, "actual").square(0, 0).share).toBe(0);
  });

  it("shows the most frequent of many labels", () => {
    const counts = Array.from({ length: 900 }, (_, cell) => (Math.floor(cell / 30) === cell % 30 ? cell : 0));
    const { shown } = confusionSquares(counts, 30, "counts");
    expect(shown).toEqual(Array.from({ length: 20 }, (_, i) => i + 10));
  });

  it("names the worst mistake, or that there is none", () => {
    expect(worstConfusion([8, 2, 1, 4], ["no", "yes"])).toBe("no is taken for yes most often: 2 of 10 posts");
    expect(worstConfusion([8, 0, 0, 4], ["no", "yes"])).toBe("Every post was given its own label");
  });
});

describe("perClassRows", () => {
  it("counts posts and what they were given", () => {
    expect(
      perClassRows(view, "train").map(({ label, support, predicted, f1 }) => [label, support, predicted, f1]),
    ).toEqual([
      ["no", 2, 2, 1],
      ["yes", 2, 2, 1],
    ]);
  });
});

describe("thresholds", () => {
  const happened = [1, 1, 0, 0];
  const probability = [0.9, 0.4, 0.6, 0.1];
  it("counts what a threshold calls", () => {
    const scores = thresholdScores(happened, probability, 0.5, { falseAlarm: 1, miss: 3 });
    expect(scores).toMatchObject({ hits: 1, falseAlarms: 1, misses: 1, passed: 1, precision: 0.5, cost: 1 });
  });
  it("finds the cheapest, lower where misses are dear", () => {
    expect(cheapestThreshold(happened, probability, { falseAlarm: 1, miss: 9 })).toBeCloseTo(0.11, 6);
    expect(cheapestThreshold(happened, probability, { falseAlarm: 9, miss: 1 })).toBeCloseTo(0.61, 6);
  });
});

describe("classCurves", () => {
  it("has the area of the pairs in order, and nothing for one class", () => {
    expect(classCurves(part, 1)!.area).toBe(0.5);
    expect(classCurves({ ...part, actual: Uint16Array.of(0, 0, 0, 0) }, 1)).toBeNull();
  });
});
