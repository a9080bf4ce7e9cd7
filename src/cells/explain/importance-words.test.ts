import { describe, expect, it } from "vitest";
import type { ImportanceView } from "../../pipeline/importance-view";
import { errorText, importanceFinding, importanceNote, inputName, inputText } from "./importance-words";
import type { MeasuredInput } from "./importance-words";

const input = (changes: Partial<MeasuredInput>): MeasuredInput => ({
  block: "date",
  column: "datetime",
  label: null,
  columns: 6,
  weight: 0.4,
  rise: 1250,
  low: 1100,
  high: 1400,
  ...changes,
});
const WORDS = input({ block: "text", column: "title + body", rise: 300, low: 250, high: 350 });
const IDLE = input({ block: "categorical", column: "tag", rise: -3, low: -9, high: 3 });

const VIEW: ImportanceView = {
  label: "Neural network",
  part: "test",
  rows: 841,
  partRows: 841,
  measure: "RMSE",
  error: 5000,
  repeats: 10,
  inputs: [input({}), WORDS, IDLE],
  elapsedMs: 900,
};

describe("inputText", () => {
  it("names words, columns, measures and single words apart", () => {
    expect(inputText(WORDS)).toBe("the words of title + body");
    expect(inputText(input({}))).toBe("datetime");
    expect(inputText(input({ block: "shape", column: "title", label: "capitals" }))).toBe("capitals of title");
    expect(inputText(input({ block: "text", column: "title", label: "vaccin" }))).toBe("“vaccin”");
  });
});

describe("inputName", () => {
  it("tells beside the name what the input is made of", () => {
    const shape = input({ block: "shape", column: "title", label: "capitals" });
    const word = input({ block: "text", column: "title", label: "vaccin" });
    expect([input({}), IDLE, WORDS, shape, word].map(inputName)).toEqual([
      { name: "datetime", note: "date" },
      { name: "tag", note: "category" },
      { name: "all words", note: "title + body" },
      { name: "capitals", note: "title" },
      { name: "\u201cvaccin\u201d", note: "title" },
    ]);
  });
});

describe("importanceFinding", () => {
  it("names the input whose loss costs most, as a share of the error", () => {
    expect(importanceFinding(VIEW)).toBe("Shuffling datetime raises the RMSE by 25%, the most of all inputs");
  });

  it("says so when a single input matters, or none does", () => {
    expect(importanceFinding({ ...VIEW, inputs: [WORDS, IDLE] })).toBe(
      "Only shuffling the words of title + body raises the RMSE, by 6.0%",
    );
    expect(importanceFinding({ ...VIEW, inputs: [IDLE] })).toBe(
      "Shuffling no input raises the RMSE: the model leans on none",
    );
  });

  it("gives the rise itself where there was no error before", () => {
    const view: ImportanceView = { ...VIEW, error: 0, measure: "log loss" };
    expect(importanceFinding(view)).toContain("raises the log loss by 1,250");
  });
});

describe("importanceNote", () => {
  it("says which posts, and the error before", () => {
    expect(importanceNote(VIEW)).toContain("on 841 test posts");
    expect(importanceNote(VIEW)).toContain("RMSE is 5,000");
    expect(importanceNote({ ...VIEW, part: "validation", rows: 10_000, partRows: 25_000 })).toContain(
      "on 10,000 of 25,000 validation posts",
    );
  });
});

describe("errorText", () => {
  it("writes a log loss with three decimals and scores whole", () => {
    expect(errorText({ ...VIEW, measure: "log loss" }, 0.12345)).toBe("0.123");
    expect(errorText(VIEW, -3.4)).toBe("−3");
  });
});
