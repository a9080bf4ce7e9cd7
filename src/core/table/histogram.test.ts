import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramOf, MOST_BINS, timeHistogramOf } from "./histogram";

const sorted = (...values: number[]): Float64Array => Float64Array.from(values).sort();

describe("histogramOf", () => {
  it("is null without values and one bin for a constant", () => {
    expect(histogramOf(sorted())).toBeNull();
    expect(histogramOf(sorted(5, 5, 5))).toEqual({ edges: [5, 6], counts: [3], scale: "linear" });
    expect(histogramOf(sorted(0.5, 0.5))?.counts).toEqual([2]);
  });

  it("gives few whole values a bin each", () => {
    expect(histogramOf(sorted(0, 1, 1, 2))).toEqual({ edges: [0, 1, 2, 3], counts: [1, 2, 1], scale: "linear" });
  });

  it("has round edges", () => {
    const { edges } = histogramOf(Float64Array.from({ length: 100 }, (_, i) => i / 100))!;
    expect(edges.slice(0, 4)).toEqual([0, 0.05, 0.1, 0.15]);
  });

  it("takes powers of ten for skewed counts, with a bin for zero", () => {
    const values = sorted(
      ...Array.from({ length: 50 }, () => 0),
      ...Array.from({ length: 40 }, (_, i) => i),
      1000,
      80_000,
    );
    const { edges, counts, scale } = histogramOf(values)!;
    expect(scale).toBe("symlog");
    expect(edges.slice(0, 5)).toEqual([0, 1, 2, 5, 10]);
    expect(edges.at(-1)).toBe(100_000);
    expect(counts[0]).toBe(51);
  });

  it("mirrors the powers for negative values", () => {
    const values = sorted(...Array.from({ length: 100 }, () => 0), -5000, -3, 2, 9000);
    const { edges, scale } = histogramOf(values)!;
    expect(scale).toBe("symlog");
    expect(edges[0]).toBeLessThanOrEqual(-5000);
    expect(edges).toContain(0);
  });

  it("holds the least of numbers on either side of zero", () => {
    expect(histogramOf(sorted(-Number.MIN_VALUE, 24))!.edges[0]).toBeLessThan(0);
    expect(histogramOf(sorted(-24, Number.MIN_VALUE))!.edges.at(-1)).toBeGreaterThan(0);
  });

  it("counts every value once in at most 24 bins whose edges rise", () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 0, max: 1_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const data = sorted(...values);
        const { edges, counts } = histogramOf(data)!;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(counts.length).toBeLessThanOrEqual(MOST_BINS);
        expect(edges.length).toBe(counts.length + 1);
        for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]);
        expect(edges[0]).toBeLessThanOrEqual(data[0]);
        expect(edges.at(-1)).toBeGreaterThanOrEqual(data.at(-1)!);
      }),
    );
  });
});

describe("timeHistogramOf", () => {
  it("has edges at whole years for a decade and at whole hours for a day", () => {
    const decade = timeHistogramOf(sorted(Date.UTC(2010, 9, 29), Date.UTC(2022, 11, 9)))!;
    expect(new Date(decade.edges[0]).toISOString()).toBe("2010-01-01T00:00:00.000Z");
    expect(decade.counts.length).toBe(13);
    const day = timeHistogramOf(sorted(Date.UTC(2020, 0, 1, 1, 30), Date.UTC(2020, 0, 1, 20)))!;
    expect(day.edges.every((edge) => edge % 3_600_000 === 0)).toBe(true);
  });

  it("counts every time once, before 1970 and far apart too", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6e13, max: 2.5e14 }), { minLength: 1 }), (times) => {
        const { edges, counts } = timeHistogramOf(sorted(...times))!;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
        expect(counts.length).toBeLessThanOrEqual(MOST_BINS);
        expect(edges[0]).toBeLessThanOrEqual(Math.min(...times));
        expect(edges.at(-1)).toBeGreaterThanOrEqual(Math.max(...times));
      }),
    );
  });
});
