import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { findDoubtful } from "./confident-joint";
import { checkLabelConflicts } from "./label-conflicts";
import { checkLabelErrors } from "./label-errors";

const NAMES = ["sky", "sea", "land"];
const WORDS = [
  ["cloud", "wind", "bird", "star"],
  ["wave", "fish", "salt", "reef"],
  ["soil", "tree", "hill", "road"],
];

/** 600 posts whose words tell the class; in every `wrongEvery`-th the label given is another. */
function labelled(wrongEvery: number) {
  const real = rowsOf(600, (row) => noise(row, 1) % 3);
  const of = real.map((label, row) => (row % wrongEvery === wrongEvery - 1 ? (label + 1) % 3 : label));
  const word = (row: number, salt: number) => WORDS[real[row]][noise(row, salt) % 4];
  const table = tableOf({
    title: rowsOf(600, (row) => `${word(row, 2)} ${word(row, 3)} over ${word(row, 4)} and ${word(row, 5)} no${row}`),
    score: { type: "category", cells: of.map((index) => NAMES[index]) },
  });
  return qualityInputs(table, { classes: { names: NAMES, of } });
}

describe("checkLabelErrors", () => {
  it("finds the labels that were changed, the surest first, and few others", () => {
    const [found] = checkLabelErrors(labelled(20));
    expect(found).toMatchObject({ status: "warn", columns: ["score"] });
    expect(found.title).toMatch(/^score looks wrong in (2\d|30) rows \([45]\.\d%\)/);
    expect(found.evidence.rows.every((row) => row % 20 === 19)).toBe(true);
  });

  it("passes labels that the words agree with, and words that say nothing", () => {
    expect(checkLabelErrors(labelled(1e6))).toMatchObject([{ status: "pass", evidence: { count: 0 } }]);
    const of = rowsOf(600, (row) => noise(row, 1) % 3);
    const table = tableOf({
      title: rowsOf(600, someText),
      score: { type: "category", cells: of.map((index) => NAMES[index]) },
    });
    expect(checkLabelErrors(qualityInputs(table, { classes: { names: NAMES, of } }))).toMatchObject([
      { status: "pass" },
    ]);
  });

  it("says nothing of numbers, without texts, and where a fold would be of one class", () => {
    expect(
      checkLabelErrors(qualityInputs(tableOf({ title: rowsOf(200, someText), score: rowsOf(200, noise) }))),
    ).toEqual([]);
    const of = rowsOf(200, (row) => (row === 0 ? 1 : 0));
    const table = tableOf({
      title: rowsOf(200, someText),
      score: { type: "category", cells: of.map((index) => NAMES[index]) },
    });
    expect(checkLabelErrors(qualityInputs(table, { classes: { names: NAMES.slice(0, 2), of }, split: null }))).toEqual(
      [],
    );
  });
});

describe("findDoubtful", () => {
  it("holds each row against the mean confidence of every class, and orders by margin", () => {
    // thresholds: class 0 (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1 (0.7 + 0.55) / 2 = 0.625
    const probabilities = Float64Array.of(0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.3, 0.7, 0.45, 0.55);
    const [only, ...others] = findDoubtful([0, 0, 0, 1, 1], probabilities, 2);
    expect(only).toMatchObject({ row: 2, given: 0, likely: 1 });
    expect(only.margin).toBeCloseTo(0.8, 12);
    expect(others).toEqual([]);
  });

  it("finds nothing where a model is undecided, or a class has no row", () => {
    expect(findDoubtful([0, 1, 0, 1], new Float64Array(12).fill(1 / 3), 3)).toEqual([]);
    expect(findDoubtful([], new Float64Array(0), 2)).toEqual([]);
  });
});

describe("checkLabelConflicts", () => {
  const table = (titles: readonly string[]) =>
    tableOf({ title: titles, score: { type: "category", cells: titles.map((_, i) => NAMES[i % 2]) } });
  const given = (titles: readonly string[]) =>
    qualityInputs(table(titles), { classes: { names: NAMES.slice(0, 2), of: titles.map((_, i) => i % 2) } });

  it("warns of a text with two labels, counts what must be missed and shows the rows together", () => {
    const titles = rowsOf(60, (row) => (row < 3 ? "the same text" : someText(row)));
    const [found] = checkLabelConflicts(given(titles));
    expect(found).toMatchObject({
      status: "warn",
      title: "1 text stands more than once with a different score: 3 rows (5.0%)",
      evidence: { rows: [0, 1, 2] },
    });
    expect(found.detail).toContain("sky and sea. 1 row of them is bound to be missed");
  });

  it("passes texts repeated with the same label, empty ones and numbers", () => {
    const titles = rowsOf(60, (row) =>
      row === 2 || row === 4 ? "the same text" : row < 20 && row > 9 ? "" : someText(row),
    );
    expect(checkLabelConflicts(given(titles))).toMatchObject([{ status: "pass" }]);
    expect(checkLabelConflicts(qualityInputs(tableOf({ title: titles, score: rowsOf(60, noise) })))).toEqual([]);
  });
});
