import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import { EMPTY_DRAFT, expectationsJson, parseExpectations, readDraft } from "./expectation-form";
import type { ExpectationDraft } from "./expectation-form";

const read = (draft: Partial<ExpectationDraft>) => readDraft({ ...EMPTY_DRAFT, column: "score", ...draft });

describe("readDraft", () => {
  it("reads each kind of rule, with its condition", () => {
    expect(read({ kind: "unique" })).toEqual({ expectation: { column: "score", rule: { kind: "unique" } } });
    expect(read({ kind: "range", min: "0", max: " " })).toEqual({
      expectation: { column: "score", rule: { kind: "range", min: 0, max: null } },
    });
    expect(read({ kind: "oneOf", values: "a, b,,c ", whereColumn: "tag", whereIs: "x" })).toEqual({
      expectation: {
        column: "score",
        rule: { kind: "oneOf", values: ["a", "b", "c"] },
        where: { column: "tag", is: "x" },
      },
    });
  });

  it.each<[Partial<ExpectationDraft>, string]>([
    [{ column: "" }, "Choose a column."],
    [{ kind: "range" }, "Give a lower or an upper limit."],
    [{ kind: "range", min: "many" }, "From and to must be numbers, or empty for no limit."],
    [{ kind: "length", min: "9", max: "3" }, "From must not be above to, got 9 and 3."],
    [{ kind: "pattern", pattern: "(" }, "( is no regular expression."],
    [{ kind: "oneOf", values: " , " }, "Give the values, separated by commas."],
  ])("says of %j what is wrong", (draft, problem) => {
    expect(read(draft)).toEqual({ problem });
  });
});

describe("a file of expectations", () => {
  const expectations = [{ column: "score", rule: { kind: "range", min: 0, max: null } }] as const;

  it("comes back as it was saved, and fits the experiment", () => {
    const loaded = parseExpectations(expectationsJson(expectations));
    expect(loaded).toEqual(expectations);
    expect(mergeExperiment(defaultExperiment(), { quality: { expectations: loaded } }).quality.expectations).toEqual(
      expectations,
    );
  });

  it("is refused with a reason where it is no such file, or a rule is none", () => {
    expect(() => parseExpectations("{")).toThrow("the file is not JSON");
    expect(() => parseExpectations('{"rules": []}')).toThrow("holds no list of expectations");
    const wrong = [{ column: "score", rule: { kind: "sorted" } }];
    expect(() => mergeExperiment(defaultExperiment(), { quality: { expectations: wrong as never } })).toThrow(
      /quality\.expectations\.0\.rule/,
    );
  });
});
