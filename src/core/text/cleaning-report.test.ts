import { describe, expect, it } from "vitest";
import { defaultOptions } from "../options";
import { cellsFromStrings } from "../table/cells";
import { cleanCells } from "./clean-cells";
import { CLEANING_OPTIONS } from "./cleaning-options";
import { cleaningExamples, cleaningReport, countRemoved, topTokens } from "./cleaning-report";

const SETTINGS = { ...defaultOptions(CLEANING_OPTIONS), urls: "remove", extraStopWords: ["please"] } as const;
const COLUMNS = [
  { name: "title", cells: cellsFromStrings(["The bees", "", "Bees, please"]) },
  { name: "body", cells: cellsFromStrings(["see www.example.org", "a bee", "the the"]) },
];

describe("cleaningExamples", () => {
  it("gives every cell of the rows asked for, in that order", () => {
    expect(cleaningExamples(COLUMNS, [1], SETTINGS)).toEqual([
      { row: 1, column: "title", raw: "", tokens: [] },
      {
        row: 1,
        column: "body",
        raw: "a bee",
        tokens: [
          { token: "a", to: null, removed: "too short" },
          { token: "bee", to: "bee", removed: null },
        ],
      },
    ]);
  });
});

describe("cleaningReport", () => {
  it("counts what went by reason and lists it, most frequent first", () => {
    for (const parts of [[[0, 1, 2]], [[0], [], [1, 2]]]) {
      const counts = parts.map((rows) => countRemoved(COLUMNS, rows, SETTINGS));
      expect(cleaningReport(counts, 2)).toEqual({
        removedByReason: { "stop word": 4, "web address": 1, "too short": 1, "own list": 1 },
        topRemoved: [
          { token: "the", count: 3, reason: "stop word" },
          { token: "a", count: 1, reason: "too short" },
        ],
      });
    }
  });

  it("reports nothing for no rows", () => {
    expect(cleaningReport([countRemoved(COLUMNS, [], SETTINGS)])).toEqual({ removedByReason: {}, topRemoved: [] });
  });
});

describe("topTokens", () => {
  it("counts over all columns", () => {
    expect(topTokens(cleanCells(COLUMNS, SETTINGS, 0, 3), 1)).toEqual([{ token: "bee", count: 3 }]);
  });
});
