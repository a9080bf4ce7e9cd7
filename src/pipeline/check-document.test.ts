import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import { formatText } from "../experiment/experiment-text";
import { checkDocument } from "./check-document";
import { fitToFile } from "./fit-to-file";

const experiment = mergeExperiment(defaultExperiment(), {
  name: "mine",
  problem: { target: "score" },
  data: { columns: { "title.en": { role: "text" }, old: { role: "text" } } },
  split: { kind: "group", column: "author", dropDuplicatesBy: ["url", "gone"] },
});

describe("checkDocument", () => {
  it.each(["json", "yaml"] as const)("reads back what was written as %s", (format) => {
    const checked = checkDocument(formatText(experiment, format), format, null);
    expect(checked).toEqual({ experiment, problems: [] });
  });

  it.each(["json", "yaml"] as const)("puts each problem at its value in %s", (format) => {
    const text = formatText({ ...experiment, model: { kind: "forest", trees: -3, leaf: 1 } }, format);
    const { experiment: none, problems } = checkDocument(text, format, null);
    expect(none).toBeNull();
    const trees = problems.find(({ path }) => path === "model.trees")!;
    expect(text.slice(trees.from, trees.to)).toBe("-3");
    expect(text.split("\n")[trees.line - 1]).toMatch(/trees/);
    expect(trees.message).toMatch(/model\.trees must be an integer .*, got -3/);
    expect(problems.map(({ path }) => path)).toContain("model.leaf");
  });

  it("puts a text that cannot be read at the place where it breaks off", () => {
    const [problem] = checkDocument('{\n  "name": "a",\n  "model" {}\n}', "json", null).problems;
    expect(problem.line).toBe(3);
    expect(problem.message).toMatch(/JSON cannot be read at line 3/);
  });

  it("names a version that is newer", () => {
    const [problem] = checkDocument('{\n  "version": 99\n}', "json", null).problems;
    expect([problem.path, problem.line]).toEqual(["version", 2]);
    expect(problem.message).toMatch(/newer/);
  });

  it("marks the columns that the open file lacks, names with dots among them", () => {
    const text = formatText(experiment, "yaml");
    const { problems } = checkDocument(text, "yaml", ["score", "author", "url"]);
    expect(problems.map(({ path }) => path)).toEqual([
      "data.columns.title.en",
      "data.columns.old",
      "split.dropDuplicatesBy.1",
    ]);
    expect(problems.every(({ isColumn }) => isColumn)).toBe(true);
    expect(text.slice(problems[0].from, problems[0].to)).toBe("title.en");
    expect(text.slice(problems[2].from, problems[2].to)).toBe("gone");
  });

  it.each(["", "null", "[]", "- a\n- b", "{", "\u0000"])("says what is wrong with %j", (text) => {
    expect(checkDocument(text, "yaml", null).problems).toHaveLength(1);
  });
});

describe("fitToFile", () => {
  const present = mergeExperiment(defaultExperiment(), {
    problem: { target: "points" },
    data: { file: "open.csv", sha256: "a".repeat(64), columns: { points: { role: "target" } } },
  });

  it("leaves out what the file lacks, and keeps the file and its target", () => {
    const columns = ["points", "url", "title.en"];
    const fitted = fitToFile(experiment, present, columns);
    expect(fitted.name).toBe("mine");
    expect(fitted.problem.target).toBe("points");
    expect([fitted.data.file, fitted.data.sha256]).toEqual([present.data.file, present.data.sha256]);
    expect(Object.keys(fitted.data.columns)).toEqual(["points", "title.en"]);
    expect(fitted.split).toMatchObject({ kind: "random", column: null, dropDuplicatesBy: ["url"] });
    expect(checkDocument(formatText(fitted, "json"), "json", columns).problems).toEqual([]);
  });
});
