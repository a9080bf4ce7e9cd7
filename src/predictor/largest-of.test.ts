import fc from "fast-check";
import { expect, it } from "vitest";
import { largestOf } from "./largest-of";

it("takes the values furthest from zero, of equal ones the first, and sums what is left", () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -9, max: 9, noNaN: true })));
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 5 }), (all, count) => {
      const sorted = [...all.keys()]
        .filter((i) => all[i] !== 0)
        .sort((a, b) => Math.abs(all[b]) - Math.abs(all[a]) || a - b);
      const { largest, others, rest } = largestOf(all, count);
      expect(largest).toEqual(sorted.slice(0, count));
      expect(others).toBe(Math.max(0, sorted.length - count));
      expect(rest).toBeCloseTo(
        sorted.slice(count).reduce((sum, i) => sum + all[i], 0),
        9,
      );
    }),
  );
});
