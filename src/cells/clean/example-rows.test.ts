import { describe, expect, it } from "vitest";
import { longestRecord, randomRow, spreadRows } from "./example-rows";

describe("randomRow", () => {
  it("draws the same row for the same seed, always one of the table", () => {
    expect(randomRow(4205, 7)).toBe(randomRow(4205, 7));
    for (let seed = 0; seed < 50; seed++) expect(randomRow(3, seed)).toBeLessThan(3);
    expect(randomRow(0, 1)).toBe(0);
  });
});

describe("spreadRows", () => {
  it("takes all rows of a small table and spreads over a large one", () => {
    expect(spreadRows(3, 10)).toEqual([0, 1, 2]);
    expect(spreadRows(100, 4)).toEqual([0, 25, 50, 75]);
    expect(spreadRows(0, 4)).toEqual([]);
  });
});

describe("longestRecord", () => {
  it("sums the text columns", () => {
    expect(
      longestRecord(
        [
          { title: "aaa", body: "" },
          { title: "a", body: "aaa" },
        ],
        ["title", "body"],
      ),
    ).toBe(1);
    expect(longestRecord([], ["title"])).toBe(-1);
  });
});
