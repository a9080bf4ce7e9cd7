import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkGroupLeakage } from "./group-leakage";

const table = (score: (row: number) => number, author = (row: number) => `name${row % 40}`) =>
  tableOf({
    title: rowsOf(400, someText),
    author: { type: "category", cells: rowsOf(400, author) },
    score: rowsOf(400, score),
  });
const roles = { author: "group" } as const;

describe("checkGroupLeakage", () => {
  it("warns where authors stand in both parts and their posts do alike", () => {
    const [found] = checkGroupLeakage(
      qualityInputs(
        table((row) => 100 * (row % 40) + noise(row)),
        { roles },
      ),
    );
    expect(found).toMatchObject({
      status: "warn",
      title: "80 of 80 test posts (100.0%) are by a known author",
      remedies: [{ label: "Split by author" }],
    });
  });

  it("passes where posts of an author do not do alike", () => {
    expect(
      checkGroupLeakage(
        qualityInputs(
          table((row) => noise(row)),
          { roles },
        ),
      )[0].status,
    ).toBe("pass");
  });

  it("passes a split by author, and takes DELETED for nobody", () => {
    const byAuthor = qualityInputs(
      table((row) => 100 * (row % 40)),
      { roles, split: { kind: "group", column: "author" } },
    );
    expect(checkGroupLeakage(byAuthor)[0].status).toBe("pass");
    const gone = qualityInputs(
      table(
        (row) => row,
        () => "[deleted]",
      ),
      { roles },
    );
    expect(checkGroupLeakage(gone)[0]).toMatchObject({ status: "pass", evidence: { count: 0 } });
  });
});
