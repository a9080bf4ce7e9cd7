import { describe, expect, it } from "vitest";
import { columnOf } from "../../../testing/table";
import { isDataError } from "../../errors";
import { defaultOptions } from "../../options";
import { CATEGORICAL_OPTIONS } from "../feature-options";
import { categoryColumns, fitCategorical, isMissingCategory, makeCategoryIndex } from "./categorical";

const DEFAULTS = defaultOptions(CATEGORICAL_OPTIONS);

function fit(texts: readonly string[], settings = DEFAULTS, rows: readonly number[] = [...texts.keys()]) {
  return fitCategorical(columnOf("tag", "category", texts), rows, settings);
}

describe("fitCategorical", () => {
  it("sorts the training values by code point and counts them, as read", () => {
    const fitted = fit(["b", "a", "B", " a", "b", "𝒜", "Ａ"]);
    expect(fitted.categories).toEqual([" a", "B", "a", "b", "Ａ", "𝒜"]);
    expect(Array.from(fitted.counts)).toEqual([1, 1, 1, 2, 1, 1]);
    expect(categoryColumns(fitted)).toBe(6);
  });

  it("gives missing values a category of their own, one with cells that say Unknown", () => {
    const fitted = fit(["a", "", "NA", "Unknown"]);
    expect(fitted.categories).toEqual(["Unknown", "a"]);
    expect(Array.from(fitted.counts)).toEqual([3, 1]);
    expect(makeCategoryIndex(fitted)(null)).toBe(0);
  });

  it("makes no such category where no training value is missing", () => {
    expect(makeCategoryIndex(fit(["a", "b"]))(null)).toBeUndefined();
  });

  it("takes missing values for zeros where asked, even beside cells that say Unknown", () => {
    const index = makeCategoryIndex(fit(["a", "", "Unknown"], { ...DEFAULTS, missing: "zeros" }));
    expect(index(null)).toBeUndefined();
    expect(index("Unknown")).toBe(0);
  });

  it("shares one last column among rare values and leaves unseen ones zero", () => {
    const fitted = fit(["a", "b", "b", "c", "", ""], { ...DEFAULTS, minCount: 2 });
    expect(fitted.categories).toEqual(["Unknown", "b"]);
    expect(fitted.rare).toEqual(["a", "c"]);
    expect(categoryColumns(fitted)).toBe(3);
    const index = makeCategoryIndex(fitted);
    expect([index("a"), index("c"), index("b"), index("d"), index(null)]).toEqual([2, 2, 1, undefined, 0]);
  });

  it("knows nothing of values outside the training rows", () => {
    expect(fit(["a", "b"], DEFAULTS, [0]).categories).toEqual(["a"]);
  });

  it("fits a column without a value", () => {
    expect(fit(["", ""], { ...DEFAULTS, missing: "zeros" }).categories).toEqual([]);
  });

  it("counts null spellings as missing when typed where the column did", () => {
    expect(isMissingCategory(fit(["a"]), "n/a")).toBe(true);
    const text = fitCategorical(columnOf("tag", "text", ["a"]), [0], DEFAULTS);
    expect(isMissingCategory(text, "n/a")).toBe(false);
    expect(isMissingCategory(text, " \t")).toBe(true);
  });

  it("refuses more than 100,000 different values", () => {
    const many = Array.from({ length: 100_001 }, (_, i) => `v${i}`);
    expect(fit(many.slice(1)).categories.length).toBe(100_000);
    try {
      fit(many);
      expect.unreachable();
    } catch (thrown) {
      expect(isDataError(thrown, "too-many-categories")).toBe(true);
      expect((thrown as Error).message).toMatch(/"tag".*another role/);
    }
  });
});
