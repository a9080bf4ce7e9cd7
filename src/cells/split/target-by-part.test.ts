import { describe, expect, it } from "vitest";
import { compareParts, tickEdges } from "./target-by-part";

const view = (train: number[], test: number[]) => ({ edges: [0, 1, 2], scale: "linear" as const, train, test });

describe("compareParts", () => {
  it("compares shares, not counts", () => {
    expect(compareParts(view([400, 400], [100, 100]), "score")).toMatchObject({
      train: [0.5, 0.5],
      test: [0.5, 0.5],
      title: "Score is spread alike in both parts",
    });
  });
  it("says which way the test part leans", () => {
    expect(compareParts(view([2, 8], [8, 2]), "score").title).toBe("Score is lower in the test part than in training");
    expect(compareParts(view([8, 2], [2, 8]), "score").title).toMatch(/higher/);
  });
  it("takes parts without rows", () => {
    expect(compareParts(view([0, 0], [0, 0]), "score").train).toEqual([0, 0]);
  });
});

describe("tickEdges", () => {
  it("takes whole powers of ten and zero on a log axis", () => {
    expect(tickEdges([-1, 0, 1, 3.2, 10, 32, 100], 7)).toEqual([0, 1, 2, 4, 6]);
    expect(tickEdges([0, 1, 3.2, 10, 32, 100, 320, 1000], 3)).toEqual([0, 3, 7]);
  });
  it("takes edges evenly otherwise, both ends where they fit", () => {
    expect(tickEdges([0, 5, 15, 20, 25], 3)).toEqual([0, 2, 4]);
    expect(tickEdges([2, 4, 6, 8, 12, 14], 3)).toEqual([0, 3, 5]);
    expect(tickEdges([0, 5], 5)).toEqual([0, 1]);
    expect(tickEdges([], 5)).toEqual([]);
  });
});
