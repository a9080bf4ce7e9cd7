import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkTestPrecision } from "./test-precision";

const table = (rows: number, score: (row: number) => number = noise) =>
  tableOf({ title: rowsOf(rows, someText), score: rowsOf(rows, score) });

describe("checkTestPrecision", () => {
  it("fails a test part of a few posts", () => {
    expect(checkTestPrecision(qualityInputs(table(100)))).toMatchObject([{ status: "fail" }]);
  });

  it("warns where a few far-out posts decide the error, and offers a larger test part", () => {
    const [found] = checkTestPrecision(qualityInputs(table(400, (row) => (row % 40 === 0 ? 100_000 : noise(row)))));
    expect(found.status).toBe("warn");
    expect(found.remedies[0].change).toMatchObject({ split: { testSize: expect.any(Number) } });
  });

  it("passes a large part of well-behaved targets, within the width that repeated draws show", () => {
    const [found] = checkTestPrecision(qualityInputs(table(2000)));
    expect(found.status).toBe("pass");
    // uniform values: kurtosis 1.8, so 0.98 sqrt(0.8 / 400) = 4.4%
    expect(found.title).toBe("400 test posts give an RMSE to about ±4%");
  });
});
