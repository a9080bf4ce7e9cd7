import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkRepeats } from "./exact-repeats";

/** A repeated url comes with its text. */
const table = (
  urls: readonly string[],
  titleOf = (url: string, row: number) => someText(url === "" ? row : urls.indexOf(url)),
) =>
  tableOf({
    title: urls.map(titleOf),
    url: { type: "id", cells: urls },
    score: rowsOf(urls.length, (row) => noise(row)),
  });

describe("checkRepeats", () => {
  it("counts rows that repeat an earlier id, and shows each after the row it repeats", () => {
    const [found] = checkRepeats(qualityInputs(table([...rowsOf(80, (row) => `u${row}`), "u3", "u7", "u3"])));
    expect(found).toMatchObject({
      id: "repeats:url",
      status: "warn",
      title: "3 rows repeat an earlier url (3.6%)",
      evidence: { rows: [3, 80, 82, 7, 81], count: 3 },
    });
    expect(found.remedies).toEqual([
      { label: "Drop repeats by url", change: { split: { dropDuplicatesBy: ["url"] } } },
      { label: "Split by url", change: { split: { kind: "group", column: "url" } } },
    ]);
  });

  it("passes where every id is different, and where an id is missing more than once", () => {
    const [found] = checkRepeats(qualityInputs(table([...rowsOf(60, (row) => `u${row}`), "", "", ""])));
    expect(found).toMatchObject({ status: "pass", title: "No row repeats an earlier one by url and title" });
  });

  it("passes once the split drops them", () => {
    const inputs = qualityInputs(table([...rowsOf(60, (row) => `u${row}`), "u3", "u7"]), {
      split: { dropDuplicatesBy: ["url"] },
    });
    expect(checkRepeats(inputs)[0].status).toBe("pass");
  });

  it("does not take an id for a post's where its repeats have other texts", () => {
    const urls = rowsOf(60, (row) => `u${row % 30}`);
    const [found] = checkRepeats(qualityInputs(table(urls, (_, row) => someText(row))));
    expect(found).toMatchObject({ status: "pass", title: "No row repeats an earlier one by title" });
  });

  it("takes the columns that were chosen, and finds repeated texts", () => {
    const texts = tableOf({ title: ["a b c", "a b c", "d e f"], score: [1, 2, 3] });
    expect(checkRepeats(qualityInputs(texts))[0].evidence).toEqual({ rows: [0, 1], count: 1 });
    expect(checkRepeats(qualityInputs(texts, { settings: { sameIf: ["score"] } }))[0].status).toBe("pass");
  });
});
