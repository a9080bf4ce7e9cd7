import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, cellsFromStrings } from "./cells";
import { distinctCells } from "./distinct-cells";

describe("distinctCells", () => {
  it("finds nothing in no rows", () => {
    expect(distinctCells(cellsFromStrings([]))).toMatchObject({ distinct: 0, capped: false });
  });

  it("counts values in order of first appearance", () => {
    const cells = cellsFromStrings(["b", "a", "b", "", "a", "b"]);
    const { firstRows, counts, distinct } = distinctCells(cells);
    expect(Array.from(firstRows, (row) => cellText(cells, row))).toEqual(["b", "a", ""]);
    expect([...counts]).toEqual([3, 2, 1]);
    expect(distinct).toBe(3);
  });

  it("leaves out the rows to skip", () => {
    const cells = cellsFromStrings(["a", "", "a"]);
    expect(distinctCells(cells, { skip: Uint8Array.of(0, 1, 0) }).distinct).toBe(1);
  });

  it("agrees with a Map", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 3000 }), (values) => {
        const cells = cellsFromStrings(values);
        const { firstRows, counts } = distinctCells(cells);
        const expected = new Map<string, number>();
        for (const value of values) expected.set(value, (expected.get(value) ?? 0) + 1);
        expect(new Map(Array.from(firstRows, (row, i) => [cellText(cells, row), counts[i]]))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("is exact below the cap and estimates within 5% above it", () => {
    const cells = cellsFromStrings(Array.from({ length: 60_000 }, (_, i) => `value ${i % 40_000}`));
    expect(distinctCells(cells)).toMatchObject({ distinct: 40_000, capped: false });
    const { distinct, capped, firstRows } = distinctCells(cells, { cap: 1000 });
    expect(capped).toBe(true);
    expect(firstRows.length).toBe(1000);
    // three standard errors of 1.6%
    expect(Math.abs(distinct - 40_000)).toBeLessThan(2000);
  });
});
