import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeWithShared, readShared, readSharedJson } from "../../testing/shared-data";
import { readCsv } from "../../testing/table";
import { tableOf } from "../../testing/table-of";
import { defaultOptions } from "../options";
import { drawSplit } from "./draw-split";
import { shuffleSplit, stratifiedShuffleSplit } from "./shuffle-split";
import { SPLIT_OPTIONS } from "./split-options";
import type { SplitSettings } from "./split-options";
import { splitReport } from "./split-report";

const settings = (changed: Partial<SplitSettings>): SplitSettings => ({ ...defaultOptions(SPLIT_OPTIONS), ...changed });
const noTarget = { targetColumn: null, hasTarget: null };
const plain = (rows: Uint32Array) => Array.from(rows);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe("drawSplit(table, settings, target)", () => {
  it("refuses a table with a single usable row, saying how many there were", () => {
    const table = tableOf({ a: ["x", "y", "z"] });
    const target = { targetColumn: null, hasTarget: Uint8Array.of(0, 1, 0) };
    expect(() => drawSplit(table, settings({}), target)).toThrow("at least 2 rows with a target, got 1 of 3");
  });

  it("draws the rows of train_test_split over what remains, as positions in the file", () => {
    const table = tableOf({ url: ["a", "b", "a", "c", "d", "e", "f", "b", "g", "h", "i", "j"], score: numbers(12) });
    const hasTarget = Uint8Array.from({ length: 12 }, (_, i) => (i === 4 ? 0 : 1));
    const rows = drawSplit(table, settings({ dropDuplicatesBy: ["url"], seed: 5 }), {
      targetColumn: "score",
      hasTarget,
    });
    const kept = [0, 1, 3, 5, 6, 8, 9, 10, 11];
    const expected = shuffleSplit(9, 0.2, 5);
    expect(plain(rows.dropped)).toEqual([2, 4, 7]);
    expect(plain(rows.test)).toEqual(plain(expected.test).map((i) => kept[i]));
    expect(plain(rows.train)).toEqual(plain(expected.train).map((i) => kept[i]));
    const validation = shuffleSplit(7, 0.1, 5).test;
    expect(plain(rows.validation)).toEqual(plain(validation).map((i) => rows.train[i]));
  });

  it("takes numbers that read alike as repeats, and missing cells too", () => {
    const table = tableOf({ n: { type: "number", cells: ["7", "7.0", "", "", "8"] }, t: ["x", "x", "y", "y", "y"] });
    expect(plain(drawSplit(table, settings({ dropDuplicatesBy: ["n", "t"] }), noTarget).dropped)).toEqual([1, 3]);
  });

  it("tells cells of a number column that cannot be read apart by their text", () => {
    const table = tableOf({ n: { type: "number", cells: ["abc", "7", "xyz", "abc", "8"] } });
    expect(plain(drawSplit(table, settings({ dropDuplicatesBy: ["n"] }), noTarget).dropped)).toEqual([3]);
    const grouped = drawSplit(table, settings({ kind: "group", column: "n", testSize: 0.5, seed: 3 }), noTarget);
    expect(grouped.test.includes(0)).toBe(grouped.test.includes(3));
  });

  it("names a column that is not there", () => {
    const table = tableOf({ a: ["x", "y"] });
    expect(() => drawSplit(table, settings({ dropDuplicatesBy: ["url"] }), noTarget)).toThrow(
      'no column "url", expected one of a',
    );
    expect(() => drawSplit(table, settings({ kind: "group" }), noTarget)).toThrow("a split by group needs a column");
    expect(() => drawSplit(table, settings({ kind: "stratified" }), noTarget)).toThrow("needs a target column");
  });

  it("gives disjoint parts that cover every row, with validation inside train, for every kind", () => {
    const kinds = fc.constantFrom("random", "stratified", "group", "time" as const);
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 40, max: 90 }),
        fc.nat(),
        fc.double({ min: 0.1, max: 0.5, noNaN: true }),
        (kind, n, seed, testSize) => {
          const table = tableOf({
            label: numbers(n).map((i) => "ab"[i % 2]),
            when: numbers(n).map((i) => (i * 37) % n),
            g: numbers(n).map((i) => `g${i % 9}`),
          });
          const split = settings({
            kind: kind as SplitSettings["kind"],
            seed,
            testSize,
            column: kind === "group" ? "g" : "when",
          });
          const rows = drawSplit(table, split, { targetColumn: "label", hasTarget: null });
          expect([...rows.train, ...rows.test, ...rows.dropped].sort((a, b) => a - b)).toEqual(numbers(n));
          const train = new Set(rows.train);
          expect(rows.validation.every((row) => train.has(row))).toBe(true);
          expect(rows.validation.length).toBeGreaterThan(0);
          expect(rows.validation.length).toBeLessThan(rows.train.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("stratified", () => {
  it("draws the rows of train_test_split(stratify) with classes in sorted order of their labels", () => {
    const labels = ["b", "a", "b", "a", "é", "a", "b", "é", "a", "b", "a", "é"];
    const table = tableOf({ label: labels });
    const rows = drawSplit(table, settings({ kind: "stratified", testSize: 0.25 }), {
      targetColumn: "label",
      hasTarget: null,
    });
    const classes = labels.map((label) => ["a", "b", "é"].indexOf(label));
    expect(plain(rows.test)).toEqual(plain(stratifiedShuffleSplit(classes, 3, { testSize: 0.25, seed: 42 }).test));
  });

  it("keeps a numeric target's spread alike in both parts", () => {
    const values = numbers(400).map((i) => (i < 200 ? 0 : (i - 200) ** 2));
    const rows = drawSplit(tableOf({ y: values }), settings({ kind: "stratified" }), {
      targetColumn: "y",
      hasTarget: null,
    });
    const zeros = (part: Uint32Array) => part.filter((row) => values[row] === 0).length / part.length;
    expect(rows.test.length).toBe(80);
    expect(zeros(rows.test)).toBeCloseTo(0.5, 1.7);
    expect(rows.test.filter((row) => values[row] >= 160 ** 2).length).toBe(8);
  });

  it("stands a constant target", () => {
    const rows = drawSplit(tableOf({ y: numbers(30).map(() => 3) }), settings({ kind: "stratified" }), {
      targetColumn: "y",
      hasTarget: null,
    });
    expect(rows.test.length).toBe(6);
  });
});

describe("by group", () => {
  it("never parts a group, in the validation rows either, and takes missing ones for groups of their own", () => {
    const groups = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "", "", "f", "f"];
    for (const seed of [0, 1, 2, 3, 4]) {
      const rows = drawSplit(
        tableOf({ g: groups }),
        settings({ kind: "group", column: "g", testSize: 0.3, seed }),
        noTarget,
      );
      const named = (part: Uint32Array) =>
        new Set(Array.from(part, (row) => groups[row]).filter((group) => group !== ""));
      const inTest = named(rows.test);
      for (const group of named(rows.train)) expect(inTest.has(group)).toBe(false);
      const validation = new Set(rows.validation);
      const rest = named(rows.train.filter((row) => !validation.has(row)));
      for (const group of named(rows.validation)) expect(rest.has(group)).toBe(false);
    }
  });
});

describe("by time", () => {
  it("tests the latest rows, validates on the latest of the rest, and drops rows without a time", () => {
    const when = {
      type: "date" as const,
      cells: ["2020-01-05", "2020-01-01", "", "2020-01-03", "2020-01-04", "2020-01-02"],
    };
    const rows = drawSplit(tableOf({ when }), settings({ kind: "time", column: "when", testSize: 0.4 }), noTarget);
    expect(plain(rows.train)).toEqual([1, 5, 3]);
    expect(plain(rows.validation)).toEqual([3]);
    expect(plain(rows.test)).toEqual([4, 0]);
    expect(plain(rows.dropped)).toEqual([2]);
  });

  it("refuses a column without times", () => {
    expect(() => drawSplit(tableOf({ t: ["x", "y"] }), settings({ kind: "time", column: "t" }), noTarget)).toThrow(
      'needs a date or number column, got "t" of type text',
    );
  });
});

describe("given by a column", () => {
  const part = (cells: string[]) =>
    drawSplit(tableOf({ part: cells }), settings({ kind: "column", column: "part" }), noTarget);

  it("reads the usual names in any case, keeps validation rows in train, drops rows that say nothing", () => {
    const rows = part(["Train", "TEST", " dev ", "training", "", "val"]);
    expect(plain(rows.train)).toEqual([0, 2, 3, 5]);
    expect(plain(rows.validation)).toEqual([2, 5]);
    expect(plain(rows.test)).toEqual([1]);
    expect(plain(rows.dropped)).toEqual([4]);
  });

  it("draws validation rows where none are given", () => {
    expect(part(["train", "train", "train", "test"]).validation.length).toBe(1);
  });

  it("lists values it does not know, and says when a part is empty", () => {
    expect(() => part(["train", "test", "holdout", "x"])).toThrow('got "holdout", "x"');
    expect(() => part(["train", "train"])).toThrow("for training and for testing, got 2 and 0");
  });
});

describeWithShared("the askscience split against scikit-learn", () => {
  const table = readCsv(readShared("data", "askscience_data.csv"));

  it.each([
    { name: "askscience_ratio", dropDuplicatesBy: [] },
    { name: "askscience_dedup", dropDuplicatesBy: ["url"] },
  ])("draws the rows of $name", ({ name, dropDuplicatesBy }) => {
    const expected = readSharedJson<{ split: { rows: number; train: number; test_sha256: string } }>(
      "reference",
      `${name}.json`,
    ).split;
    const rows = drawSplit(table, settings({ dropDuplicatesBy }), noTarget);
    expect(createHash("sha256").update(rows.test.join(",")).digest("hex")).toBe(expected.test_sha256);
    expect(rows.train.length).toBe(expected.train);
    expect(rows.dropped.length).toBe(table.rowCount - expected.rows);
  });

  it("finds the repeated posts that a random split leaks", () => {
    const rows = drawSplit(table, settings({}), noTarget);
    const { leaks } = splitReport(table, rows, { targetColumn: "score", identities: [["url"], ["title", "body"]] });
    expect(leaks.rows.length).toBeGreaterThan(100);
    const clean = drawSplit(table, settings({ dropDuplicatesBy: ["url"] }), noTarget);
    expect(splitReport(table, clean, { targetColumn: "score", identities: [["url"]] }).leaks.rows.length).toBe(0);
  });
});

describe("drawSplit of a sample", () => {
  const table = tableOf({ score: numbers(500) });

  it("keeps so many rows, each once, and counts the others", () => {
    const settings = { ...defaultOptions(SPLIT_OPTIONS), sampleRows: 100 };
    const rows = drawSplit(table, settings, { targetColumn: "score", hasTarget: null });
    const used = [...rows.train, ...rows.test];
    expect(new Set(used).size).toBe(100);
    expect([rows.train.length, rows.test.length, rows.unsampled]).toEqual([80, 20, 400]);
    expect(new Set([...used, ...rows.dropped]).size).toBe(500);
    expect(Math.max(...used)).toBeGreaterThan(400);
    expect(drawSplit(table, settings, { targetColumn: "score", hasTarget: null })).toEqual(rows);
  });

  it("changes nothing where there are no more rows than that", () => {
    const all = drawSplit(table, defaultOptions(SPLIT_OPTIONS), { targetColumn: "score", hasTarget: null });
    const settings = { ...defaultOptions(SPLIT_OPTIONS), sampleRows: 500 };
    expect(drawSplit(table, settings, { targetColumn: "score", hasTarget: null })).toEqual(all);
  });
});
