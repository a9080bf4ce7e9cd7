import { describe, expect, it } from "vitest";
import { columnOf } from "../../../testing/table";
import { defaultOptions } from "../../options";
import { CsrBuilder } from "../../sparse/csr-builder";
import { columnNumbers } from "../cell-readings";
import { DATE_OPTIONS } from "../feature-options";
import { fitDate, writeDate } from "./date";
import { datePart } from "./date-parts";

const DEFAULTS = defaultOptions(DATE_OPTIONS);

describe("datePart", () => {
  it("reads the parts in UTC", () => {
    const ms = Date.UTC(2022, 11, 9, 2, 52, 30);
    expect(datePart(ms, "month")).toBe(12);
    expect(datePart(ms, "weekday")).toBe(4);
    expect(datePart(ms, "hour")).toBeCloseTo(2 + 52.5 / 60, 12);
  });

  it("gives a year its fraction, leap years included", () => {
    expect(datePart(Date.UTC(2021, 0, 1), "year")).toBe(2021);
    expect(datePart(Date.UTC(2020, 6, 2), "year")).toBe(2020.5);
    expect(datePart(Date.UTC(2021, 0, 1) - 1, "year")).toBeLessThan(2021);
  });

  it("counts weekdays from Monday and hours before 1970 forwards", () => {
    expect(datePart(Date.UTC(2024, 0, 1), "weekday")).toBe(0);
    expect(datePart(Date.UTC(2024, 0, 7), "weekday")).toBe(6);
    expect(datePart(Date.UTC(1969, 11, 31, 18), "hour")).toBe(18);
  });

  it("knows the first century", () => {
    expect(datePart(new Date(0).setUTCFullYear(50, 0, 1), "year")).toBeCloseTo(50, 2);
  });

  it("gives NaN for a missing moment", () => {
    for (const part of ["year", "month", "weekday", "hour"] as const) expect(datePart(NaN, part)).toBeNaN();
  });
});

describe("fitDate", () => {
  const column = columnOf("when", "date", ["2020-01-06 01:00", "2020-02-04 03:00", "", "2020-03-04 05:00"]);
  const rows = [0, 1, 2, 3];

  function rowOf(ms: number): number[] {
    const builder = new CsrBuilder(1, 4, 4);
    writeDate(fitDate(column, rows, DEFAULTS), ms, builder, 0);
    builder.endRow();
    const { indices, values } = builder.finish();
    const dense = [0, 0, 0, 0];
    indices.forEach((index, i) => (dense[index] = values[i]));
    return dense;
  }

  it("takes a missing date for the median of each part", () => {
    const [, month, weekday, hour] = rowOf(NaN);
    // medians 2, 1 and 3 are also the means of 1 2 2 3, of 0 1 1 2 and of 1 3 3 5
    expect([month, weekday, hour]).toEqual([0, 0, 0]);
    expect(rowOf(Date.UTC(2020, 1, 4, 3))[0]).toBeCloseTo(rowOf(NaN)[0], 12);
  });

  it("standardises over the training rows", () => {
    const all = Array.from(columnNumbers(column, "datetime", "date-month-first"), rowOf);
    for (const part of [0, 1, 2, 3]) {
      const values = all.map((row) => row[part]);
      expect(values.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 9);
      expect(values.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(4, 9);
    }
  });

  it("keeps only the parts switched on, in their order", () => {
    const fitted = fitDate(column, rows, { ...DEFAULTS, month: false, hour: false });
    expect(fitted.parts.map(({ part }) => part)).toEqual(["year", "weekday"]);
  });

  it("makes zeros of a column without a date", () => {
    const empty = fitDate(columnOf("when", "date", ["", ""]), [0, 1], DEFAULTS);
    expect(empty.parts.map(({ center, scale, median }) => [center, scale, median])).toEqual(Array(4).fill([0, 1, 0]));
  });

  it.each([
    ["date", ["31/12/2020", "01/02/2020"], "date-day-first"],
    ["date", ["12/31/2020", "01/02/2020"], "date-month-first"],
    ["number", ["1466750880", "1466750990"], "unix-time"],
    ["number", ["20140102", "20141231"], "compact-date"],
    ["category", ["2020-01-01", "soon"], "date-month-first"],
  ] as const)("reads a column of type %s with %j as %s", (type, texts, reading) => {
    const fitted = fitDate(columnOf("when", type, texts), [0, 1], DEFAULTS);
    expect(fitted.reading).toBe(reading);
    expect(fitted.parts[0].center).toBeGreaterThan(2000);
  });
});
