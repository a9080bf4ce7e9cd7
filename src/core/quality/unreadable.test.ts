import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkUnreadable } from "./unreadable";

describe("checkUnreadable", () => {
  it("warns of cells that are no dates, and of dates that cannot be meant", () => {
    const cells = rowsOf(30, (row) => (row === 3 ? "soon" : row === 5 ? "9998-01-01" : `2020-01-${10 + (row % 20)}`));
    const table = tableOf({ datetime: { type: "date", cells }, score: rowsOf(30, noise) });
    expect(checkUnreadable(qualityInputs(table))).toMatchObject([
      {
        status: "warn",
        columns: ["datetime"],
        evidence: { rows: [3, 5], count: 2 },
        title: '2 cells of datetime (6.7%) are no dates: "soon" and "9998-01-01"',
      },
    ]);
  });

  it("says that rows without a readable target are left out", () => {
    const table = tableOf({
      title: rowsOf(9, someText),
      score: { type: "number", cells: rowsOf(9, (row) => (row === 2 ? "n.v." : "4")) },
    });
    expect(checkUnreadable(qualityInputs(table, { split: null }))).toMatchObject([
      { columns: ["score"], remedies: [] },
    ]);
  });

  it("passes readable and missing cells", () => {
    const table = tableOf({ weight: [1, null, 3], score: [1, 2, 3] });
    expect(checkUnreadable(qualityInputs(table))).toMatchObject([
      { status: "pass", title: "Every cell of weight and score can be read" },
    ]);
  });
});
