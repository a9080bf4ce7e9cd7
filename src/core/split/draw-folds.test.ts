import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { columnOf, tableOf } from "../../testing/table";
import { drawFolds } from "./draw-folds";
import type { FoldSettings } from "./draw-folds";

const fixture = readFixture<{ repeated: number[][]; classes: number[]; repeatedStratified: number[][] }>(
  "sklearn-validate",
);

const texts = (values: readonly unknown[]) => values.map(String);
const all = (n: number) => Uint32Array.from({ length: n }, (_, i) => i);
const SETTINGS: FoldSettings = { scheme: "kfold", column: null, folds: 3, repeats: 1, seed: 5 };
const score = columnOf("score", "number", texts([3, 1, 4, 1, 5, 9, 2, 6]));
const table = tableOf(
  score,
  columnOf("author", "category", ["a", "a", "b", "b", "c", "c", "d", ""]),
  columnOf("day", "date", [
    "2020-01-08",
    "2020-01-07",
    "2020-01-06",
    "",
    "2020-01-05",
    "2020-01-04",
    "2020-01-03",
    "2020-01-02",
  ]),
);
const rows = all(8);
const regression = { column: score, task: "regression" } as const;

describe("drawFolds(table, rows, settings, target)", () => {
  it("deals RepeatedKFold's folds", () => {
    const column = columnOf("y", "number", texts([...all(23)]));
    const folds = drawFolds(
      tableOf(column),
      all(23),
      { ...SETTINGS, folds: 4, repeats: 3 },
      { column, task: "regression" },
    );
    expect(folds.map(({ test }) => [...test])).toEqual(fixture.repeated);
  });

  it("deals RepeatedStratifiedKFold's folds", () => {
    const column = columnOf("y", "category", texts(fixture.classes));
    const settings = { ...SETTINGS, scheme: "stratified", repeats: 2 } as const;
    const folds = drawFolds(tableOf(column), all(31), settings, { column, task: "classification" });
    expect(folds.map(({ test }) => [...test])).toEqual(fixture.repeatedStratified);
  });

  it("deals out the given rows and no others", () => {
    const given = Uint32Array.of(6, 1, 3, 0, 7);
    const folds = drawFolds(table, given, SETTINGS, regression);
    expect(folds.flatMap(({ test }) => [...test]).sort()).toEqual([0, 1, 3, 6, 7]);
    for (const { train, test } of folds) expect([...train, ...test].sort()).toEqual([0, 1, 3, 6, 7]);
  });

  it("keeps groups together", () => {
    const folds = drawFolds(table, rows, { ...SETTINGS, scheme: "group", column: "author" }, regression);
    for (const { test } of folds) {
      for (const [a, b] of [
        [0, 1],
        [2, 3],
        [4, 5],
      ])
        expect(test.includes(a)).toBe(test.includes(b));
    }
  });

  it("judges later rows than it trains on, and leaves out rows without a time", () => {
    const folds = drawFolds(table, rows, { ...SETTINGS, scheme: "time", column: "day" }, regression);
    expect(folds.map(({ train, test }) => [[...train], [...test]])).toEqual([
      [[7, 6, 5, 4], [2]],
      [[7, 6, 5, 4, 2], [1]],
      [[7, 6, 5, 4, 2, 1], [0]],
    ]);
  });

  it("says which column is wanted", () => {
    expect(() => drawFolds(table, rows, { ...SETTINGS, scheme: "group" }, regression)).toThrow(
      "folds by group need a column, got none",
    );
    expect(() => drawFolds(table, rows, { ...SETTINGS, scheme: "time", column: "author" }, regression)).toThrow(
      'folds forward in time need a date or number column, got "author" of type category',
    );
    expect(() => drawFolds(table, rows, { ...SETTINGS, scheme: "group", column: "gone" }, regression)).toThrow("gone");
  });
});
