import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkUnseenCategories } from "./unseen-categories";

const table = (tag: (row: number) => string) =>
  tableOf({
    title: rowsOf(100, someText),
    tag: { type: "category", cells: rowsOf(100, tag) },
    score: rowsOf(100, noise),
  });

describe("checkUnseenCategories", () => {
  it("warns where test posts have categories of their own", () => {
    const [found] = checkUnseenCategories(qualityInputs(table((row) => (row % 2 ? "common" : `rare${row}`))));
    expect(found).toMatchObject({
      status: "warn",
      columns: ["tag"],
      remedies: [{ label: "Join categories of under 5 rows" }],
    });
    expect(found.title).toMatch(/^\d+ test posts \(\d+\.\d%\) have a tag that training never saw$/);
  });

  it("passes where training knows them all, and takes missing for no category", () => {
    expect(checkUnseenCategories(qualityInputs(table((row) => ["a", "b", ""][row % 3])))).toMatchObject([
      { status: "pass" },
    ]);
  });
});
