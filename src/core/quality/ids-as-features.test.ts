import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkIdsAsFeatures } from "./ids-as-features";

const table = tableOf({
  title: rowsOf(50, someText),
  row: rowsOf(50, (row) => 10 + row),
  post_id: rowsOf(50, (row) => noise(row, 3)),
  code: { type: "category", cells: rowsOf(50, (row) => `c${row}`) },
  tag: { type: "category", cells: rowsOf(50, (row) => `t${row % 4}`) },
  weight: rowsOf(50, (row) => noise(row, 4)),
  score: rowsOf(50, (row) => noise(row)),
});

describe("checkIdsAsFeatures", () => {
  it("warns of a row counter, an id by name, and a category that names rows", () => {
    const found = checkIdsAsFeatures(qualityInputs(table));
    expect(found.map(({ columns }) => columns[0])).toEqual(["row", "post_id", "code"]);
    expect(found.every(({ status }) => status === "warn")).toBe(true);
    expect(found[0].remedies[0].change).toMatchObject({ data: { columns: { row: { role: "id" } } } });
  });

  it("passes once they are ids", () => {
    const roles = { row: "id", post_id: "id", code: "id" } as const;
    expect(checkIdsAsFeatures(qualityInputs(table, { roles }))).toMatchObject([{ status: "pass" }]);
  });
});
