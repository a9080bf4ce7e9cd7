import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkFewRows } from "./few-rows";

const table = (rows: number) => tableOf({ title: rowsOf(rows, someText), score: rowsOf(rows, noise) });

describe("checkFewRows", () => {
  it.each([
    [40, "fail", "Only 32 rows to train on"],
    [200, "warn", "Only 160 rows to train on"],
    [1000, "pass", "800 rows to train on"],
  ])("of %i rows: %s", (rows, status, title) => {
    expect(checkFewRows(qualityInputs(table(rows)))).toMatchObject([{ status, title }]);
  });
});
