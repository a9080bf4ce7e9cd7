import { describe, expect, it } from "vitest";
import { cursorAt } from "./document-cursor";
import type { TextFormat } from "./experiment-text";

/** The cursor where `|` stands. */
function at(marked: string, format: TextFormat) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { path, at: where, from } = cursorAt(text, offset, format);
  return [path.join("."), where, text.slice(from, offset)];
}

describe("cursorAt", () => {
  it.each([
    ['{ "mo|', ["", "key", '"mo']],
    ['{ "model": { "kind": "bo|" } }', ["model.kind", "value", '"bo']],
    ['{ "model": { "kind": "boosted", "max|', ["model", "key", '"max']],
    ['{ "model": { "trees": 10|0 } }', ["model.trees", "value", "10"]],
    ['{ "a": {"b": 1}, "split": { "seed"|', ["split", "key", '"seed"']],
    ['{ "split": { "dropDuplicatesBy": ["url", "ti|"] } }', ["split.dropDuplicatesBy.1", "value", '"ti']],
    ['{ "name": "a { \\" [", "pro|', ["", "key", '"pro']],
  ])("finds its place in JSON: %s", (text, expected) => {
    expect(at(text, "json")).toEqual(expected);
  });

  it.each([
    ["mo|", ["", "key", "mo"]],
    ["model:\n  kind: bo|", ["model.kind", "value", "bo"]],
    ["model:\n  kind: boosted\n  max|", ["model", "key", "max"]],
    ["features:\n  text:\n    minDf: 5\n  shape:\n    wo|", ["features.shape", "key", "wo"]],
    ["# note\nsplit:\n  kind: random\n\n  seed: |", ["split.seed", "value", ""]],
    ['data:\n  columns:\n    "my: title":\n      role: te|', ["data.columns.my: title.role", "value", "te"]],
  ])("finds its place in YAML: %s", (text, expected) => {
    expect(at(text, "yaml")).toEqual(expected);
  });
});
