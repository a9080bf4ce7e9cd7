import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { findAssociations } from "./associations";
import { checkClassImbalance } from "./class-imbalance";
import { checkGivesAway } from "./gives-away";
import { checkMissing } from "./missing-pattern";
import { checkTestPrecision } from "./test-precision";

const NAMES = ["no", "yes", "perhaps"];

/** 400 rows whose class the column "leak" tells, and the word "magic" hints at. */
function inputs(classOf: (row: number) => number, names: readonly string[] = NAMES) {
  const of = rowsOf(400, classOf);
  const table = tableOf({
    title: rowsOf(400, (row) => `${someText(row)}${of[row] === 1 && noise(row, 2) < 700 ? " magic" : ""}`),
    body: rowsOf(400, (row) => (of[row] === 1 && noise(row, 3) < 800 ? "" : someText(row + 500))),
    leak: { type: "category", cells: rowsOf(400, (row) => `code ${of[row]}`) },
    chance: rowsOf(400, (row) => noise(row, 4)),
    score: { type: "category", cells: of.map((index) => names[index]) },
  });
  return qualityInputs(table, { classes: { names, of } });
}

const even = (names: number) => (row: number) => noise(row, 1) % names;

describe("checkClassImbalance", () => {
  it("warns where one class is nearly all, and offers a metric that counts each alike", () => {
    const [found] = checkClassImbalance(inputs((row) => (noise(row, 1) < 100 ? 1 : 0), NAMES.slice(0, 2)));
    expect(found.status).toBe("warn");
    expect(found.title).toMatch(/^no is the most frequent score: (8|9)\d\.\d% of the training rows$/);
    expect(found.remedies[0].change).toEqual({ problem: { metric: "macroF1" } });
  });

  it("warns of a class of a few rows", () => {
    const [found] = checkClassImbalance(inputs((row) => (row % 80 === 0 ? 2 : row % 2)));
    expect(found).toMatchObject({ status: "warn", title: "perhaps has under 20 training rows" });
  });

  it("passes even classes, and says nothing of numbers", () => {
    expect(checkClassImbalance(inputs(even(3)))).toMatchObject([{ status: "pass" }]);
    expect(checkClassImbalance(qualityInputs(tableOf({ score: rowsOf(50, noise) })))).toEqual([]);
  });
});

describe("the checks of a target with classes", () => {
  it.each([2, 3])("find the column that gives %i classes away, and not the one of chance", (count) => {
    const found = checkGivesAway(inputs(even(count), NAMES.slice(0, count)));
    expect(found).toMatchObject([{ status: "fail", columns: ["leak"] }]);
  });

  it("find values whose absence says the class", () => {
    const [found] = checkMissing(inputs(even(3)));
    expect(found.title).toMatch(
      /^body is missing in \d+ rows \(\d+\.\d%\), and those are more often yes: 100\.0% against/,
    );
  });

  it("find the word that goes with a class", () => {
    const { words, columns } = findAssociations(inputs(even(3)));
    expect(words[0]).toMatchObject({ word: "magic", label: "yes", having: 1 });
    expect(columns.map(({ column, spearman }) => [column, spearman])).toEqual([["chance", null]]);
  });

  it("say how far the accuracy may be off", () => {
    expect(checkTestPrecision(inputs(even(2), NAMES.slice(0, 2)))[0]).toMatchObject({
      status: "warn",
      title: "80 test posts give the accuracy to about ±11.0 points",
    });
  });
});
