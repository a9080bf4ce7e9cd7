import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkGivesAway } from "./gives-away";
import { checkGivesAwayTogether } from "./gives-away-together";

const ROWS = 1500;
const NAMES = ["fake", "mixed", "true"];

/** As in LIAR: how often a speaker was given each label, the present one included, so that all 0 is impossible but for one. */
function counted(isLeaky: boolean) {
  const of = rowsOf(ROWS, (row) => noise(row, 1) % 3);
  const past = (row: number, salt: number) => (noise(row, salt) < 500 ? 0 : (noise(row, salt + 20) % 6) + 1);
  return qualityInputs(
    tableOf({
      title: rowsOf(ROWS, someText),
      fakes: rowsOf(ROWS, (row) => past(row, 2) + (isLeaky && of[row] === 0 ? 1 : 0)),
      mixes: rowsOf(ROWS, (row) => past(row, 3) + (isLeaky && of[row] === 1 ? 1 : 0)),
      party: { type: "category", cells: rowsOf(ROWS, (row) => ["red", "blue", "green"][noise(row, 5) % 3]) },
      score: { type: "category", cells: of.map((index) => NAMES[index]) },
    }),
    { classes: { names: NAMES, of } },
  );
}

describe("checkGivesAwayTogether", () => {
  it("fails counts that hold the present label, though none gives it away alone", () => {
    const inputs = counted(true);
    expect(checkGivesAway(inputs)).toMatchObject([{ status: "pass" }]);
    const [found] = checkGivesAwayTogether(inputs);
    expect(found).toMatchObject({ status: "fail", columns: ["fakes", "mixes"] });
    expect(found.title).toMatch(
      /^fakes and mixes together give score away: where fakes is 0 and mixes is 0, it is true in (\d+) of \1 rows$/,
    );
    expect(found.evidence.count).toBeGreaterThan(50);
    expect(found.remedies).toMatchObject([
      { label: "Leave out 2 columns", change: { data: { columns: { fakes: { role: "ignore" } } } } },
    ]);
  });

  it("passes the same counts without the present label", () => {
    expect(checkGivesAwayTogether(counted(false))).toMatchObject([{ status: "pass", columns: [] }]);
  });

  it("warns of parts whose sum is the target, and passes parts that only go with it", () => {
    const parts = (weight: number) =>
      tableOf({
        ups: rowsOf(ROWS, (row) => noise(row, 1)),
        downs: rowsOf(ROWS, (row) => noise(row, 2)),
        other: rowsOf(ROWS, (row) => noise(row, 3)),
        score: rowsOf(ROWS, (row) => noise(row, 1) - noise(row, 2) + weight * noise(row, 4)),
      });
    const [found] = checkGivesAwayTogether(qualityInputs(parts(0)));
    expect(found).toMatchObject({ status: "fail", columns: ["ups", "downs"] });
    expect(found.title).toMatch(/^ups and downs together explain 9\d\.\d% of the order of score$/);
    expect(checkGivesAwayTogether(qualityInputs(parts(3)))).toMatchObject([{ status: "pass" }]);
  });

  it("says nothing of a single column, of few rows, or without a target", () => {
    const one = tableOf({ a: rowsOf(ROWS, (row) => noise(row, 1)), score: rowsOf(ROWS, noise) });
    expect(checkGivesAwayTogether(qualityInputs(one))).toEqual([]);
    const few = tableOf({ a: rowsOf(50, noise), b: rowsOf(50, noise), score: rowsOf(50, noise) });
    expect(checkGivesAwayTogether(qualityInputs(few))).toEqual([]);
    expect(checkGivesAwayTogether(qualityInputs(tableOf({ a: rowsOf(ROWS, noise) })))).toEqual([]);
  });
});
