import { describe, expect, it } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { checkColumns, missingColumns } from "./missing-columns";

const experiment = parseExperiment({
  problem: { target: "score" },
  data: { columns: { title: { role: "text" }, secret: { role: "ignore" }, score: { role: "target" } } },
  quality: { expectations: [{ column: "when", rule: { kind: "present" } }] },
  split: { kind: "group", column: "author", dropDuplicatesBy: ["url"] },
});

describe("missingColumns", () => {
  it("names each path once, and lets ignored columns be absent", () => {
    expect(missingColumns(experiment, [])).toEqual([
      { path: "problem.target", column: "score" },
      { path: "data.columns.title", column: "title" },
      { path: "quality.expectations.0.column", column: "when" },
      { path: "split.column", column: "author" },
      { path: "split.dropDuplicatesBy.0", column: "url" },
    ]);
    expect(missingColumns(experiment, ["score", "title", "when", "author", "url"])).toEqual([]);
  });

  it("refuses with the path and what the file has", () => {
    expect(() => checkColumns(experiment, "a.csv", ["score", "title", "when", "author"])).toThrow(
      expect.objectContaining({
        code: "missing-column",
        message: expect.stringContaining('split.dropDuplicatesBy.0 names "url", which a.csv lacks; it has "score"'),
        details: expect.objectContaining({ path: "split.dropDuplicatesBy.0" }),
      }),
    );
  });
});
