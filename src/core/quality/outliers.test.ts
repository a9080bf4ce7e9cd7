import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkOutliers, farOut } from "./outliers";

const table = (score: (row: number) => number, weight: (row: number) => number = noise) =>
  tableOf({ weight: rowsOf(200, weight), score: rowsOf(200, score) });

describe("checkOutliers", () => {
  const heavy = table((row) => (row < 3 ? 90_000 + row : noise(row)));

  it("warns where three posts hold most of the squared spread, the furthest first", () => {
    const [found] = checkOutliers(qualityInputs(heavy));
    expect(found).toMatchObject({
      status: "warn",
      evidence: { rows: [2, 1, 0], count: 3 },
      remedies: [{ change: { problem: { metric: "mae" } } }],
    });
    expect(found.title).toMatch(/^3 posts \(1\.5%\) hold 9\d\.\d% of the squared spread of score$/);
  });

  it("passes them where errors are not squared", () => {
    expect(checkOutliers(qualityInputs(heavy, { choices: { metric: "mae" } }))[0].status).toBe("pass");
  });

  it("warns of a number far out, and not of its logarithm", () => {
    const far = table(noise, (row) => (row === 9 ? 1e9 : noise(row, 2)));
    const named = (choices = {}) =>
      checkOutliers(qualityInputs(far, { choices })).filter(({ columns }) => columns[0] === "weight");
    expect(named()).toMatchObject([{ status: "warn", evidence: { rows: [9] } }]);
    expect(named({ logNumbers: true })).toEqual([]);
  });

  it("passes evenly spread numbers", () => {
    expect(checkOutliers(qualityInputs(table(noise)))).toMatchObject([
      { status: "pass", title: "No number lies far out" },
    ]);
  });
});

describe("farOut", () => {
  it("is null for few values and where the middle half is all the same", () => {
    expect(farOut(Float64Array.of(1, 2, 3), Uint32Array.of(0, 1, 2), 3)).toBeNull();
    const flat = Float64Array.from({ length: 40 }, (_, i) => (i === 0 ? 100 : 5));
    expect(
      farOut(
        flat,
        Uint32Array.from({ length: 40 }, (_, i) => i),
        3,
      ),
    ).toBeNull();
  });
});
