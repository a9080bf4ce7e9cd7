import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkAcrossSplit } from "./repeats-across-split";

const table = (url: (row: number) => string) =>
  tableOf({
    title: rowsOf(100, (row) => `about ${url(row)}`),
    url: { type: "id", cells: rowsOf(100, url) },
    score: rowsOf(100, (row) => noise(row)),
  });

describe("checkAcrossSplit", () => {
  it("fails where many test posts repeat training posts", () => {
    const [found] = checkAcrossSplit(qualityInputs(table((row) => `u${row % 50}`)));
    expect(found).toMatchObject({ status: "fail", columns: ["url"] });
    expect(found.title).toMatch(/^\d+ of 20 test posts \(\d+\.\d%\) were seen in training: same url$/);
    expect(found.evidence.count).toBe(found.evidence.rows.length);
  });

  it("passes where every copy stands in the same part", () => {
    const inputs = qualityInputs(
      table((row) => `u${row % 50}`),
      { split: { kind: "group", column: "url" } },
    );
    expect(checkAcrossSplit(inputs)).toMatchObject([{ status: "pass" }]);
  });

  it("has nothing to say without a split", () => {
    expect(checkAcrossSplit(qualityInputs(table(String), { split: null }))).toEqual([]);
  });
});
