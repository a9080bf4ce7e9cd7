import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atExtreme, rankCorrelation } from "./findings";

const values = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 40 });

describe("atExtreme", () => {
  it("takes what a stable sort puts first or last, in any order", () => {
    fc.assert(
      fc.property(values, fc.nat({ max: 40 }), (numbers, wanted) => {
        const by = Float64Array.from(numbers);
        const of = Float64Array.from(by.keys());
        const count = Math.min(Math.max(1, wanted), by.length);
        const order = [...by.keys()].sort((a, b) => by[a] - by[b]);
        const sorted = (places: number[]) => places.toSorted((a, b) => a - b);
        expect(sorted(atExtreme(of, by, count, "least"))).toEqual(sorted(order.slice(0, count)));
        expect(sorted(atExtreme(of, by, count, "greatest"))).toEqual(sorted(order.slice(-count)));
      }),
    );
  });
});

describe("rankCorrelation", () => {
  it("gives ties their mean rank", () => {
    // scipy.stats.spearmanr([1, 2, 2, 4, 5], [5, 6, 6, 8, 7]).statistic
    expect(rankCorrelation([1, 2, 2, 4, 5], [5, 6, 6, 8, 7])).toBeCloseTo(0.8947368421052632, 12);
    expect(rankCorrelation([1, 1], [1, 2])).toBeNull();
  });
});
