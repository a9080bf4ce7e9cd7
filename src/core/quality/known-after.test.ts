import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkKnownAfter } from "./known-after";

const table = tableOf({
  title: rowsOf(60, someText),
  upvote_ratio: rowsOf(60, (row) => noise(row) / 1000),
  author: { type: "category", cells: rowsOf(60, (row) => (row % 6 === 0 ? "DELETED" : `name${row % 25}`)) },
  score: rowsOf(60, (row) => noise(row) + 1),
});

describe("checkKnownAfter", () => {
  it("fails a column the model is given whose name says it comes later, with what it explains alone", () => {
    const found = checkKnownAfter(qualityInputs(table)).find(({ columns }) => columns[0] === "upvote_ratio");
    expect(found).toMatchObject({
      status: "fail",
      title: "upvote_ratio is known only after posting, and the model is given it",
      remedies: [{ label: "Leave out upvote_ratio" }],
    });
    expect(found?.detail).toMatch(/explains \d\d\.\d% of the order of score/);
  });

  it("fails a category in which DELETED stands, and counts the rows", () => {
    const found = checkKnownAfter(qualityInputs(table)).find(({ columns }) => columns[0] === "author");
    expect(found).toMatchObject({ status: "fail", evidence: { count: 10 } });
    expect(found?.title).toBe("author is DELETED in 10 rows (16.7%), known only after posting");
  });

  it("passes both once the model is not given them, and still names them", () => {
    const found = checkKnownAfter(qualityInputs(table, { roles: { upvote_ratio: "ignore", author: "group" } }));
    expect(found.map(({ status }) => status)).toEqual(["pass", "pass"]);
    expect(found.map(({ columns }) => columns[0])).toEqual(["upvote_ratio", "author"]);
  });

  it("offers to take [removed] out of texts", () => {
    const texts = tableOf({
      body: rowsOf(20, (row) => (row < 4 ? "[removed]" : someText(row))),
      score: rowsOf(20, noise),
    });
    expect(checkKnownAfter(qualityInputs(texts))).toMatchObject([
      { status: "warn", remedies: [{ change: { cleaning: { stripReddit: true } } }] },
    ]);
    expect(checkKnownAfter(qualityInputs(texts, { choices: { stripReddit: true } }))[0].status).toBe("pass");
  });

  it("passes where no name and no value says so", () => {
    const plain = tableOf({ title: rowsOf(30, (row) => `the deleted scene ${row}`), score: rowsOf(30, noise) });
    expect(checkKnownAfter(qualityInputs(plain))).toMatchObject([{ status: "pass", columns: [] }]);
  });
});
