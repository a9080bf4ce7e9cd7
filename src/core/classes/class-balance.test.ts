import { describe, expect, it } from "vitest";
import { balancedWeights, countClasses, sampleClasses } from "./class-balance";

const labels = [0, 0, 0, 0, 1, 1, 3];

describe("balancedWeights(labels, classCount)", () => {
  it("lets each class that occurs weigh the same, and all rows as many as they are", () => {
    const weights = balancedWeights(labels, 4);
    const sums = [0, 0, 0, 0];
    labels.forEach((label, row) => (sums[label] += weights[row]));
    expect(sums[0]).toBeCloseTo(7 / 3, 12);
    expect(sums[1]).toBeCloseTo(7 / 3, 12);
    expect(sums[2]).toBe(0);
    expect(sums[3]).toBeCloseTo(7 / 3, 12);
  });
});

describe("sampleClasses(labels, classCount, { sampling, seed })", () => {
  const counts = (sampling: "over" | "under", seed = 0) => {
    const places = sampleClasses(labels, 4, { sampling, seed });
    return {
      places: [...places],
      counts: [
        ...countClasses(
          places.map((place) => labels[place]),
          4,
        ),
      ],
    };
  };

  it("repeats rows of rare classes and keeps every row", () => {
    const { places, counts: sizes } = counts("over");
    expect(sizes).toEqual([4, 4, 0, 4]);
    expect(new Set(places).size).toBe(labels.length);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("leaves out rows of common classes and repeats none", () => {
    const { places, counts: sizes } = counts("under");
    expect(sizes).toEqual([1, 1, 0, 1]);
    expect(new Set(places).size).toBe(3);
  });

  it("draws the same rows with the same seed and others with another", () => {
    expect(counts("over", 5).places).toEqual(counts("over", 5).places);
    const seeds = Array.from({ length: 10 }, (_, seed) => counts("under", seed).places.join());
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it("refuses no rows", () => {
    expect(() => sampleClasses([], 2, { sampling: "over", seed: 0 })).toThrow("at least 1 training row, got 0");
  });
});
