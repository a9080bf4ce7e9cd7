import { describe, expect, it } from "vitest";
import { rowsOf } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkExpectations, describeExpectation, proposeExpectations } from "./expectation";
import type { Rule } from "./expectation";

const table = tableOf({
  title: ["a", "bb", "ccc", "", "bb"],
  tag: { type: "category", cells: ["x", "y", "x", "x", "z"] },
  score: [0, 5, -1, null, 12],
  when: { type: "date", cells: ["2020-01-01", "soon", "2020-02-02", "", "2021-01-01"] },
});

const check = (column: string, rule: Rule, where?: { column: string; is: string }) =>
  checkExpectations(table, [{ column, rule, ...(where && { where }) }])[0];

describe("checkExpectations", () => {
  it.each<[string, Rule, number[]]>([
    ["title", { kind: "present" }, [3]],
    ["tag", { kind: "present" }, []],
    ["title", { kind: "unique" }, [4]],
    ["score", { kind: "number" }, []],
    ["tag", { kind: "number" }, [0, 1, 2, 3, 4]],
    ["when", { kind: "date" }, [1]],
    ["score", { kind: "range", min: 0, max: 10 }, [2, 4]],
    ["score", { kind: "range", min: null, max: null }, []],
    ["title", { kind: "length", min: 2, max: null }, [0]],
    ["title", { kind: "pattern", pattern: "[ab]+" }, [2]],
    ["tag", { kind: "oneOf", values: ["x", "y"] }, [4]],
  ])("%s %j is broken by the rows %j", (column, rule, rows) => {
    const found = check(column, rule);
    expect(found.evidence).toEqual({ rows, count: rows.length });
    expect(found.status).toBe(rows.length === 0 ? "pass" : "fail");
  });

  it("looks only at rows that keep the condition", () => {
    const range: Rule = { kind: "range", min: 0, max: 10 };
    expect(check("score", range, { column: "tag", is: "x" }).evidence.rows).toEqual([2]);
    expect(check("score", range, { column: "tag", is: "nothing" }).status).toBe("pass");
  });

  it("says what is wrong with a column that is not there and a pattern that is none", () => {
    expect(check("points", { kind: "present" }).title).toContain("the file has no column points");
    expect(check("score", { kind: "present" }, { column: "lang", is: "en" }).title).toContain("no column lang");
    expect(check("title", { kind: "pattern", pattern: "(" }).title).toContain("( is no regular expression");
  });

  it("names each expectation by what it says", () => {
    expect(check("score", { kind: "range", min: 0, max: null }, { column: "tag", is: "x" }).id).toBe(
      "expectation:score is at least 0, where tag is x",
    );
  });
});

describe("proposeExpectations", () => {
  it("proposes what holds in every row, and nothing of columns that are left out", () => {
    const posts = tableOf({
      title: rowsOf(40, (row) => `why is it ${row}`),
      body: rowsOf(40, (row) => (row % 2 ? "because" : "")),
      tag: { type: "category", cells: rowsOf(40, (row) => ["b", "a"][row % 2]) },
      url: { type: "id", cells: rowsOf(40, (row) => `u${row}`) },
      ratio: rowsOf(40, (row) => row / 100),
      score: rowsOf(40, (row) => row),
    });
    const proposed = proposeExpectations(posts, { ratio: "numeric", tag: "ignore" });
    expect(proposed.map(describeExpectation)).toEqual([
      "title is never missing",
      "url is never missing",
      "url is different in every row",
      "ratio is never missing",
      "ratio is a number",
      "ratio is from 0 to 1",
      "score is never missing",
      "score is a number",
      "score is at least 0",
    ]);
    expect(checkExpectations(posts, proposed).every(({ status }) => status === "pass")).toBe(true);
  });

  it("proposes nothing of an empty table", () => {
    expect(proposeExpectations(tableOf({ title: [] }), {})).toEqual([]);
  });
});
