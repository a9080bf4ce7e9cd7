import { describe, expect, it } from "vitest";
import type { Expectation } from "../core/quality/expectation";
import { checkFile } from "./file-check";

const RULES: readonly Expectation[] = [
  { column: "tag", rule: { kind: "oneOf", values: ["Physics", "Biology"] } },
  { column: "hours", rule: { kind: "range", min: 0, max: 23 } },
  { column: "title", rule: { kind: "present" } },
  { column: "score", rule: { kind: "range", min: 0, max: null } },
];

const check = (text: string, target: string | null = "score") =>
  checkFile(
    {
      blob: new Blob([text]),
      dialect: { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" },
      types: {},
      expectations: RULES,
      target,
    },
    {},
  );

describe("a file to be scored", () => {
  it("is judged by the expectations, rows and cells named, those about the target left aside", async () => {
    const found = await check("title,tag,hours\nwhy,Physics,3\nhow,Astrology,4\n,Biology,31\nwhat,Biology,5\n");
    expect(found).toMatchObject({ rows: 4, judged: 3, skipped: ["score is at least 0"] });
    expect(found.broken.map(({ count, rows }) => [count, rows])).toEqual([
      [1, [{ row: 1, value: "Astrology" }]],
      [1, [{ row: 2, value: "31" }]],
      [1, [{ row: 2, value: "" }]],
    ]);
  });

  it("that lacks a column is told so, and one that keeps them all breaks none", async () => {
    const lacking = await check("title,tag\nwhy,Physics\nhow,Biology\n");
    expect(lacking.broken).toHaveLength(1);
    expect(lacking.broken[0]).toMatchObject({ count: 0, rows: [] });
    expect(lacking.broken[0].title).toContain("hours");
    const whole = await check("title,tag,hours,score\nwhy,Physics,3,9\nhow,Biology,4,8\n");
    expect(whole).toMatchObject({ judged: 4, broken: [], skipped: [] });
  });
});
