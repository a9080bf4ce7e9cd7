import { expect, it } from "vitest";
import { tableOf } from "../../testing/table-of";
import { defaultOptions } from "../options";
import { drawSplit } from "./draw-split";
import { SPLIT_OPTIONS } from "./split-options";

const table = tableOf({
  body: Array.from({ length: 100 }, (_, row) => (row % 4 === 0 ? "" : `text ${row}`)),
  score: Array.from({ length: 100 }, (_, row) => row),
});
const target = { targetColumn: "score", hasTarget: null };

it("leaves out of every part the rows that lack a value they must have", () => {
  const split = drawSplit(table, { ...defaultOptions(SPLIT_OPTIONS), dropMissingIn: ["body"] }, target);
  const used = [...split.train, ...split.validation, ...split.test];
  expect(used.some((row) => row % 4 === 0)).toBe(false);
  expect(split.train.length + split.test.length).toBe(75);
});

it("refuses a column that the file does not have", () => {
  const settings = { ...defaultOptions(SPLIT_OPTIONS), dropMissingIn: ["nobody"] };
  expect(() => drawSplit(table, settings, target)).toThrow(expect.objectContaining({ code: "missing-column" }));
});
