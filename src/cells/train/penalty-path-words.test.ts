import { describe, expect, it } from "vitest";
import type { PenaltyPathView } from "../../pipeline/penalty-path-view";
import { pathFinding, pathNote, penaltyText } from "./penalty-path-words";

const PATH: PenaltyPathView = {
  kind: "elasticNet",
  alphas: [100, 10, 1, 0.1],
  train: [9, 7, 5, 4],
  validation: [10, 8, 6, 7],
  kept: [0, 5, 40, 90],
  best: 2,
  lines: [],
  trainRows: 900,
  validationRows: 100,
  elapsedMs: 3,
};

describe("penaltyText", () => {
  it.each([
    [0.01, "0.01"],
    [0.123, "0.12"],
    [3.17, "3.2"],
    [20, "20"],
    [1234, "1,200"],
  ])("writes %d as %s", (alpha, text) => expect(penaltyText(alpha)).toBe(text));
});

describe("pathFinding", () => {
  it("says how much a better penalty gains", () => {
    expect(pathFinding(PATH, 10)).toBe("A penalty of 1 lowers the validation error by 25%");
  });

  it("says so when nothing is to be gained", () => {
    expect(pathFinding(PATH, 1.1)).toBe("A penalty of 1.1 is as good as any");
  });
});

describe("pathNote", () => {
  it("tells of kept features only where features are dropped", () => {
    expect(pathNote(PATH, 100)).toContain("40 features kept");
    expect(pathNote({ ...PATH, kind: "ridge" }, 100)).not.toContain("kept");
  });
});
