import { expect, test } from "vitest";
import type { WhatIf } from "../../predictor/what-if";
import { NO_EDITS, changeValue, editCount, toggleWord } from "./post-edits";

test("toggleWord takes a word out and puts it back", () => {
  const once = toggleWord(NO_EDITS, "volcano");
  expect(once.removed).toEqual(["volcano"]);
  expect(toggleWord(once, "volcano")).toEqual(NO_EDITS);
});

test("changeValue keeps one value a column, and none where it is the typed one", () => {
  const once = changeValue(NO_EDITS, "tag", "Biology", "Physics");
  expect(changeValue(once, "tag", "Earth", "Physics").changed).toEqual({ tag: "Earth" });
  expect(changeValue(once, "tag", "Physics", "Physics")).toEqual(NO_EDITS);
});

test("editCount leaves words out that are no longer typed", () => {
  const answer = { words: [{ token: "ice" }] } as unknown as WhatIf;
  expect(editCount({ removed: ["ice", "volcano"], changed: { tag: "Earth" } }, answer)).toBe(2);
  expect(editCount({ removed: ["ice", "volcano"], changed: {} }, null)).toBe(2);
});
