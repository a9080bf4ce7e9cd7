import { describe, expect, it } from "vitest";
import { typeColumn } from "../read/type-column";
import { cellsFromStrings } from "./cells";
import { quantile, summarizeColumn } from "./summarize";
import type { ColumnType } from "./table";

const summary = (type: ColumnType, ...texts: string[]) =>
  summarizeColumn(typeColumn("c", cellsFromStrings(texts), type));

describe("summarizeColumn", () => {
  it("describes numbers by quantiles and mean, missing cells left out", () => {
    const { missing, distinct, numbers, lengths, top } = summary("number", "1", "2", "3", "4", "NA", "", "4");
    expect({ missing, distinct, lengths, top }).toEqual({ missing: 2, distinct: 4, lengths: null, top: [] });
    expect(numbers).toEqual({ quantiles: [1, 2, 3, 4, 4], mean: 2.8 });
  });

  it("leaves unreadable cells out of the numbers", () => {
    expect(summary("number", "1", "x", "3").numbers?.mean).toBe(2);
  });

  it("gives nothing for a column without values", () => {
    for (const type of ["number", "date", "text", "category", "id", "empty"] as const) {
      expect(summary(type, "", "")).toMatchObject({
        missing: 2,
        distinct: 0,
        examples: [],
        histogram: null,
        numbers: null,
        lengths: null,
        top: [],
      });
    }
    expect(summary("number")).toMatchObject({ missing: 0, distinct: 0 });
  });

  it("lists the most frequent categories first, ties by appearance", () => {
    expect(summary("category", "b", "a", "c", "a", "b", "a").top).toEqual([
      { value: "a", count: 3 },
      { value: "b", count: 2 },
      { value: "c", count: 1 },
    ]);
  });

  it("measures texts in characters, not in bytes or code units", () => {
    expect(summary("text", "é", "😀😀", "abcd").lengths).toEqual({ mean: 7 / 3, median: 2, longest: 4 });
  });

  it("cuts long examples short without splitting a character", () => {
    const [example] = summary("text", `${"x".repeat(159)}😀😀`).examples;
    expect(example).toBe(`${"x".repeat(159)}…`);
  });

  it("shows dates on a time scale", () => {
    const { histogram, numbers } = summary("date", "2020-01-01", "2021-06-01", "2022-12-31");
    expect(histogram?.scale).toBe("time");
    expect(numbers?.quantiles[0]).toBe(Date.UTC(2020, 0, 1));
  });
});

describe("quantile", () => {
  it("interpolates between neighbours and is NaN without values", () => {
    expect(quantile(Float64Array.of(1, 2, 3, 4), 0.5)).toBe(2.5);
    expect(quantile(Float64Array.of(7), 0.9)).toBe(7);
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });
});
