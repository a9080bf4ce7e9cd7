import { describe, expect, it } from "vitest";
import { columnOf } from "../../../testing/table";
import { defaultOptions } from "../../options";
import { columnNumbers } from "../cell-readings";
import { NUMERIC_OPTIONS } from "../feature-options";
import { fitNumeric, scaleNumber } from "./numeric";
import type { NumericSettings } from "./numeric";

const DEFAULTS = defaultOptions(NUMERIC_OPTIONS);
const ROWS = [0, 1, 2, 3, 4];

function features(texts: readonly string[], settings: NumericSettings, rows: readonly number[] = ROWS): number[] {
  const column = columnOf("x", "number", texts);
  const fitted = fitNumeric(column, rows, settings);
  return Array.from(columnNumbers(column, "numeric", fitted.reading), (number) => scaleNumber(fitted, number));
}

describe("fitNumeric", () => {
  it("gives mean 0 and deviation 1 over the training rows, as StandardScaler does", () => {
    // sklearn.preprocessing.StandardScaler().fit_transform([[1], [2], [4], [8], [10]])
    const expected = [
      -1.1547005383792517, -0.8660254037844387, -0.2886751345948129, 0.8660254037844387, 1.4433756729740645,
    ];
    features(["1", "2", "4", "8", "10"], DEFAULTS).forEach((x, i) => expect(x).toBeCloseTo(expected[i], 14));
  });

  it("fills what is missing before it learns the scale", () => {
    const filled = features(["1", "", "4", "NA", "10"], DEFAULTS);
    expect(filled).toEqual(features(["1", "4", "4", "4", "10"], DEFAULTS));
    expect(features(["1", "", "4", "NA", "10"], { ...DEFAULTS, impute: "mean" })).toEqual(
      features(["1", "5", "4", "5", "10"], DEFAULTS),
    );
    expect(features(["1", "", "4", "NA", "10"], { ...DEFAULTS, impute: "constant", fill: 0.5 })).toEqual(
      features(["1", "0.5", "4", "0.5", "10"], DEFAULTS),
    );
  });

  it("takes the mean of the two middle numbers for the median", () => {
    const fitted = fitNumeric(columnOf("x", "number", ["1", "2", "10", "20"]), [0, 1, 2, 3], DEFAULTS);
    expect(fitted.fill).toBe(6);
  });

  it("leaves missing numbers missing where asked, and out of the scale", () => {
    const left = features(["1", "", "4", "NA", "10"], { ...DEFAULTS, impute: "none" });
    const known = features(["1", "4", "10"], DEFAULTS, [0, 1, 2]);
    expect(left).toEqual([known[0], NaN, known[1], NaN, known[2]]);
  });

  it("learns nothing from other rows", () => {
    expect(features(["1", "3", "1000", "", "7"], DEFAULTS, [0, 1])[3]).toBe(0);
  });

  it("makes a constant column zero instead of stretching its rounding", () => {
    expect(features(["0.1", "0.1", "0.1", "", "0.1"], DEFAULTS)).toEqual([0, 0, 0, 0, 0]);
    expect(features(["7", "7", "7", "7", "7"], { ...DEFAULTS, scale: "minmax" })).toEqual([0, 0, 0, 0, 0]);
    expect(fitNumeric(columnOf("x", "number", ["1e9", "1000000000.0000001"]), [0, 1], DEFAULTS).scale).toBe(1);
  });

  it("takes a column without a number for zeros", () => {
    expect(features(["", "NA", "", "", ""], DEFAULTS)).toEqual([0, 0, 0, 0, 0]);
    expect(features(["", "NA", "", "", ""], { ...DEFAULTS, impute: "none" })).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });

  it("puts the training numbers from 0 to 1 and others beyond", () => {
    expect(features(["2", "4", "6", "8", "0"], { ...DEFAULTS, scale: "minmax" }, [0, 1, 2])).toEqual([
      0, 0.5, 1, 1.5, -0.5,
    ]);
  });

  it("keeps the sign under the logarithm", () => {
    const settings = { ...DEFAULTS, log: true, scale: "none" } as const;
    expect(features(["0", "1", "-1", "99", ""], settings)).toEqual([
      0,
      Math.LN2,
      -Math.LN2,
      Math.log(100),
      Math.log(1.5),
    ]);
  });

  it("reads decimal commas as the column was read", () => {
    const column = columnOf("x", "number", ["1,5", "2,25", "200.000"]);
    expect(fitNumeric(column, [0, 1, 2], DEFAULTS).reading).toBe("number-comma");
  });

  it("reads the numbers of a column of another type", () => {
    const column = columnOf("x", "category", ["1", "2", "high", ""]);
    const fitted = fitNumeric(column, [0, 1, 2, 3], { ...DEFAULTS, scale: "none" });
    expect(Array.from(columnNumbers(column, "numeric", fitted.reading))).toEqual([1, 2, NaN, NaN]);
    expect(fitted.fill).toBe(1.5);
  });
});
