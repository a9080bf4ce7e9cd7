import { describe, expect, it } from "vitest";
import { helpAt, keysAt, kindNamedIn, valuesAt } from "./document-help";
import { defaultExperiment } from "./experiment";
import { FIRST_MODEL } from "./schema";

const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

describe("keysAt", () => {
  it("knows every part of a document, and every setting of its parts", () => {
    const experiment = defaultExperiment();
    expect(names(keysAt([], "ridge"))).toEqual(Object.keys(experiment));
    for (const part of [
      "problem",
      "data",
      "cleaning",
      "features",
      "split",
      "classes",
      "model",
      "evaluation",
    ] as const) {
      expect(names(keysAt([part], FIRST_MODEL.regression))).toEqual(
        expect.arrayContaining(Object.keys(experiment[part])),
      );
    }
  });

  it("follows the kind of model, and the columns of the open file", () => {
    expect(names(keysAt(["model"], "boosted"))).toContain("learningRate");
    expect(names(keysAt(["model"], "ridge"))).not.toContain("learningRate");
    expect(names(keysAt(["data", "columns"], "ridge", ["url", "title"]))).toEqual(["url", "title"]);
    expect(names(keysAt(["data", "columns", "url"], "ridge"))).toEqual(["type", "role", "why"]);
  });
});

describe("valuesAt", () => {
  it("offers choices, truth values, models and columns", () => {
    expect(names(valuesAt(["split", "kind"], "ridge"))).toContain("stratified");
    expect(valuesAt(["features", "text", "enabled"], "ridge").map(({ name, isText }) => [name, isText])).toEqual([
      ["true", false],
      ["false", false],
    ]);
    expect(names(valuesAt(["model", "kind"], "ridge"))).toContain("boosted");
    expect(names(valuesAt(["split", "dropDuplicatesBy", "0"], "ridge", ["url"]))).toEqual(["url"]);
  });

  it("offers nothing where any text will do", () => {
    expect(valuesAt(["name"], "ridge")).toEqual([]);
    expect(valuesAt(["constructor", "name"], "ridge")).toEqual([]);
  });
});

it("says what a setting means, with its range", () => {
  expect(helpAt(["model", "learningRate"], "boosted")?.help).toMatch(/Above 0/);
  expect(helpAt(["model", "unheardOf"], "boosted")).toBeNull();
});

it.each([
  ['{ "split": {"kind": "random"}, "model": {"trees": 1, "kind": "forest"', "forest"],
  ["split:\n  kind: random\nmodel:\n  kind: boosted\n", "boosted"],
  ['{ "model": { "kind": "nonsense" } }', "ridge"],
  ["", "ridge"],
])("reads the kind of model of a half-typed document: %s", (text, kind) => {
  expect(kindNamedIn(text)).toBe(kind);
});
