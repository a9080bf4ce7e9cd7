import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkEmptyColumns } from "./empty-columns";

describe("checkEmptyColumns", () => {
  const table = tableOf({
    title: rowsOf(20, someText),
    nothing: { type: "empty", cells: rowsOf(20, () => "") },
    same: { type: "category", cells: rowsOf(20, () => "en") },
    score: rowsOf(20, noise),
  });

  it("warns of an empty and a constant column among the features", () => {
    expect(checkEmptyColumns(qualityInputs(table)).map(({ title, status }) => [title, status])).toEqual([
      ["nothing is empty", "warn"],
      ["same is the same in every row", "warn"],
    ]);
  });

  it("names them and passes once they are left out", () => {
    const found = checkEmptyColumns(qualityInputs(table, { roles: { nothing: "ignore", same: "ignore" } }));
    expect(found).toMatchObject([{ status: "pass", columns: ["nothing", "same"] }]);
  });

  it("passes a column that is constant but for missing cells: whether it is there says something", () => {
    const flag = tableOf({
      edited: { type: "category", cells: rowsOf(20, (row) => (row % 2 ? "yes" : "")) },
      score: rowsOf(20, noise),
    });
    expect(checkEmptyColumns(qualityInputs(flag))).toMatchObject([{ status: "pass", columns: [] }]);
  });
});
