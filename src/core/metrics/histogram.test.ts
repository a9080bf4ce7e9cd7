import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binOf, histogram, linearEdges, symlogEdges } from "./histogram";

describe("histogram(values, options)", () => {
  it("is one empty bin without values, and leaves NaN and infinities out", () => {
    expect(histogram([], { bins: 5 })).toEqual({ edges: [0, 1], counts: [0], scale: "linear" });
    expect(histogram([NaN, Infinity, 1], { bins: 5 }).counts).toEqual([1]);
  });

  it("is one bin around a constant", () => {
    expect(histogram([7, 7], { bins: 5 })).toEqual({ edges: [6.5, 7.5], counts: [2], scale: "linear" });
  });

  it("puts a value on an edge into the bin above, the largest into the last", () => {
    expect(histogram([1, 2, 2, 9], { bins: 5 })).toEqual({
      edges: [0, 2, 4, 6, 8, 10],
      counts: [1, 2, 0, 0, 1],
      scale: "linear",
    });
    expect(histogram([0, 10], { bins: 2 }).counts).toEqual([1, 1]);
  });

  it("takes round edges without rounding errors", () => {
    expect(linearEdges([0, 1], 10)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(linearEdges([-0.034, 0.021], 6)).toEqual([-0.04, -0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.03].slice(0, 8));
  });

  it("gives zero a bin of its own among counts over several powers of ten", () => {
    const { edges, counts, scale } = histogram([0, 0, 0, 1, 3, 9, 10, 99, 100, 5000, 83382], { bins: 8 });
    expect(scale).toBe("symlog");
    expect(edges).toEqual([0, 1, 10, 100, 1000, 10_000, 100_000]);
    expect(counts).toEqual([3, 3, 2, 1, 1, 1]);
  });

  it("mirrors for negative values, where the bin around zero holds zeros only", () => {
    const values = [-1000, -10, -1, 0, 0, 1, 10, 1000];
    const { edges, counts } = histogram(values, { bins: 9, scale: "symlog" });
    const zero = binOf(edges, 0);
    expect(counts[zero]).toBe(2);
    expect(edges[zero]).toBeLessThan(0);
    expect(edges[zero + 1]).toBe(1);
    expect(counts.reduce((a, b) => a + b)).toBe(values.length);
  });

  it("keeps to linear edges for values of one size", () => {
    expect(histogram([0.1, 0.5, 0.93, 1], { bins: 4 }).scale).toBe("linear");
  });

  it("refuses fewer than one bin", () => {
    expect(() => histogram([1, 2], { bins: 0 })).toThrow("bins must be a positive integer, got 0");
  });

  it("gives the smallest number there is a bin from zero", () => {
    expect(histogram([5e-324], { bins: 3, scale: "symlog" })).toMatchObject({ edges: [0, 5e-324], counts: [1] });
    expect(histogram([-5e-324], { bins: 3, scale: "symlog" })).toMatchObject({ edges: [-5e-324, 0], counts: [1] });
  });

  it("counts every value once, between ascending edges, for any values", () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
      fc.integer(),
      fc.constant(0),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("linear", "symlog"),
        (values, bins, scale) => {
          const { edges, counts } = histogram(values, { bins, scale: scale as "linear" | "symlog" });
          expect(counts.reduce((a, b) => a + b)).toBe(values.length);
          for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]);
          expect(Math.min(...values)).toBeGreaterThanOrEqual(edges[0]);
          expect(Math.max(...values)).toBeLessThanOrEqual(edges[edges.length - 1]);
          expect(edges.length).toBeLessThanOrEqual(scale === "linear" ? bins + 3 : 60);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("symlogEdges(values, bins)", () => {
  it("has finer steps where there is room", () => {
    expect(symlogEdges([1, 99], 10)).toEqual([0, 1, 1.78, 3.16, 5.62, 10, 17.8, 31.6, 56.2, 100]);
  });

  it("does not chase values next to zero", () => {
    expect(symlogEdges([1e-200, 1000], 12)[1]).toBeCloseTo(0.001, 12);
  });
});
