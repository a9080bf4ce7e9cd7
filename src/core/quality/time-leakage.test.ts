import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkTimeLeakage } from "./time-leakage";

const dates = rowsOf(400, (row) => new Date(Date.UTC(2015, 0, 1 + row * 3)).toISOString());
const table = (score: (row: number) => number) =>
  tableOf({
    title: rowsOf(400, someText),
    datetime: { type: "date", cells: dates },
    score: rowsOf(400, score),
  });

describe("checkTimeLeakage", () => {
  it("warns where the target drifts and the split draws at random", () => {
    const [found] = checkTimeLeakage(qualityInputs(table((row) => 5 * row + noise(row))));
    expect(found).toMatchObject({ status: "warn", columns: ["datetime"] });
    expect(found.remedies).toEqual([
      { label: "Split by time (datetime)", change: { split: { kind: "time", column: "datetime" } } },
    ]);
  });

  it("passes without drift, and with a split by time", () => {
    expect(checkTimeLeakage(qualityInputs(table((row) => noise(row))))[0].status).toBe("pass");
    const inputs = qualityInputs(
      table((row) => 5 * row),
      { split: { kind: "time", column: "datetime" } },
    );
    expect(checkTimeLeakage(inputs)[0].status).toBe("pass");
  });

  it("has nothing to say without dates", () => {
    expect(checkTimeLeakage(qualityInputs(tableOf({ score: rowsOf(50, noise) })))).toEqual([]);
  });
});
