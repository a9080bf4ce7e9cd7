import { describe, expect, it } from "vitest";
import { countProblems, groupProblems } from "./problem-groups";

const problem = (line: number, code: string) => ({ line, code, message: "m", repair: "r" });

describe("groupProblems", () => {
  it("puts the most frequent kind first and counts what is not listed", () => {
    const groups = groupProblems([problem(3, "nul"), problem(9, "short-row")], { "short-row": 5000, nul: 1 });
    expect(groups.map(({ count, title, listed }) => [count, title, listed.length])).toEqual([
      [5000, "rows with too few cells", 1],
      [1, "line with NUL characters", 1],
    ]);
  });
  it("shows a kind it has no words for by its code", () => {
    expect(groupProblems([problem(1, "odd")], {})[0]).toMatchObject({ title: "odd", count: 1 });
  });
  it("is empty where nothing was wrong", () => {
    expect(groupProblems([], { nul: 0 })).toEqual([]);
    expect(countProblems({ nul: 0, "short-row": 2 })).toBe(2);
  });
});
