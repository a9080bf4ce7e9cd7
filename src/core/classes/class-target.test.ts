import { describe, expect, it } from "vitest";
import { tableOf } from "../../testing/table-of";
import { readClasses, readOrderedLabels } from "./class-target";

const column = (cells: Parameters<typeof tableOf>[0][string]) => tableOf({ label: cells }).columns[0];

describe("readClasses(column)", () => {
  it("sorts texts by code point and leaves rows without a label out", () => {
    const { classes, indices } = readClasses(column(["b", "", "a", "B", "b"]));
    expect(classes).toEqual(["B", "a", "b"]);
    expect([...indices]).toEqual([2, NaN, 1, 0, 2]);
  });

  it("sorts numbers by value and takes equal ones for one class", () => {
    const { classes, indices } = readClasses(column({ type: "number", cells: ["10", "2", "2.0", "", "-1"] }));
    expect(classes).toEqual(["-1", "2", "10"]);
    expect([...indices]).toEqual([2, 1, 1, NaN, 0]);
  });

  it("refuses no label, one label and too many", () => {
    expect(() => readClasses(column(["", ""]))).toThrow("no row has a value");
    expect(() => readClasses(column(["x", "x", ""]))).toThrow('every label of the target column "label" is "x"');
    const many = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    expect(() => readClasses(column(many))).toThrow("has 10000 different values, at most 200 can be classes");
  });
});

describe("readOrderedLabels(column, order)", () => {
  it("counts from the least", () => {
    expect([...readOrderedLabels(column(["high", "low", "", "mid"]), ["low", "mid", "high"])]).toEqual([2, 0, NaN, 1]);
  });

  it("refuses a label the order lacks, and one named twice", () => {
    expect(() => readOrderedLabels(column(["high", "odd"]), ["low", "high"])).toThrow('"odd" is not in it');
    expect(() => readOrderedLabels(column(["a"]), ["a", "a"])).toThrow('names "a" twice');
  });
});
