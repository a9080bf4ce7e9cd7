import { describe, expect, it } from "vitest";
import { tableOf } from "../../testing/table-of";
import { Readings, rowsWhere } from "./condition";
import type { Aspect, Condition, Operator } from "./slice";
import { describeConditions } from "./describe-slice";

const table = tableOf({
  tag: { type: "category", cells: ["Physics", "Biology", "", "Physics"] },
  score: [5, null, 10, 20],
  at: { type: "date", cells: ["2021-03-14T09:30:00Z", "2021-03-15T00:00:00Z", "", "2020-12-31T23:59:00Z"] },
  title: ["Why is the sky blue?", "Warum ist der Himmel blau?", "", "Blue!"],
});
const readings = new Readings(table);
const rows = (...where: Condition[]) => [...rowsWhere(readings, where)];
const ask = (column: string, of: Aspect, op: Operator, value: string | number = ""): Condition => ({
  column,
  of,
  op,
  value,
});

describe("rowsWhere(readings, where)", () => {
  it.each<[Condition, number[]]>([
    [ask("tag", "value", "=", "Physics"), [0, 3]],
    [ask("tag", "value", "!=", "Physics"), [1, 2]],
    [ask("tag", "value", "missing"), [2]],
    [ask("tag", "value", "present"), [0, 1, 3]],
    [ask("score", "value", ">=", 10), [2, 3]],
    [ask("score", "value", "<", "10"), [0]],
    [ask("score", "value", "=", 10), [2]],
    [ask("at", "value", "=", "2021-03-14"), [0]],
    [ask("at", "value", "<=", "2021-03-14"), [0, 3]],
    [ask("at", "value", ">", "2021-03-14"), [1]],
    [ask("at", "year", "=", 2021), [0, 1]],
    [ask("at", "weekday", "=", 6), [0]],
    [ask("at", "hour", ">=", 9), [0, 3]],
    [ask("title", "word", "has", "BLUE"), [0, 3]],
    [ask("title", "word", "hasNot", "blue"), [1, 2]],
    [ask("title", "length", ">", 20), [1]],
    [ask("title", "language", "=", "de"), [1]],
    [ask("title", "language", "=", "unknown"), [2, 3]],
  ])("%o", (condition, expected) => expect(rows(condition)).toEqual(expected));

  it("joins conditions by and; none at all is every row", () => {
    expect(rows(ask("tag", "value", "=", "Physics"), ask("score", "value", ">", 5))).toEqual([3]);
    expect(rows()).toEqual([0, 1, 2, 3]);
  });

  it.each<[string, Condition]>([
    ["missing-column", ask("nothing", "value", "=", 1)],
    ["invalid-option", ask("score", "value", ">", "many")],
    ["invalid-option", ask("at", "value", ">", "soon")],
    ["invalid-option", ask("score", "year", "=", 2020)],
    ["invalid-option", ask("tag", "value", "<", "Physics")],
  ])("refuses with %s: %o", (code, condition) => {
    expect(() => rows(condition)).toThrow(expect.objectContaining({ code }));
  });
});

describe("describeConditions(where)", () => {
  it("reads two ends as one range, and names days and months", () => {
    expect(describeConditions([ask("title", "length", ">=", 40), ask("title", "length", "<", 60)])).toBe(
      "title of 40 to below 60 characters",
    );
    expect(describeConditions([ask("at", "weekday", "=", 0), ask("at", "month", "!=", 12)])).toBe(
      "weekday of at is Monday, month of at is not December",
    );
    expect(describeConditions([ask("tag", "value", "missing")])).toBe("tag is missing");
    expect(describeConditions([])).toBe("all posts");
  });
});
