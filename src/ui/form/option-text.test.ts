import { describe, expect, it } from "vitest";
import type { OptionSpec } from "../../core/options";
import { FOREST_OPTIONS } from "../../core/models/forest/options";
import { MLP_OPTIONS } from "../../core/models/mlp/options";
import { formatOption, parseOption } from "./option-text";

const depth = FOREST_OPTIONS.maxDepth;
const layers = MLP_OPTIONS.hiddenLayers;
const words: OptionSpec = { kind: "words", default: [], label: "Own words", help: "" };
const rate = MLP_OPTIONS.learningRate;

function problem(spec: OptionSpec, text: string): string {
  const parsed = parseOption(spec, text);
  return parsed.ok ? "" : parsed.problem;
}

describe("parseOption", () => {
  it("reads integers with groups of three, spaces around and an exponent", () => {
    expect(parseOption(FOREST_OPTIONS.trees, " 1,000 ")).toEqual({ ok: true, value: 1000 });
    expect(parseOption(FOREST_OPTIONS.trees, "2 000")).toEqual({ ok: true, value: 2000 });
    expect(parseOption(rate, "1e-4")).toEqual({ ok: true, value: 0.0001 });
    expect(parseOption(rate, ".5")).toEqual({ ok: true, value: 0.5 });
  });

  it("takes the empty field or the words for null where null is allowed", () => {
    expect(parseOption(depth, "")).toEqual({ ok: true, value: null });
    expect(parseOption(depth, "No limit")).toEqual({ ok: true, value: null });
    expect(problem(FOREST_OPTIONS.trees, "")).toBe("must not be empty");
  });

  it("refuses a decimal comma and says how to write it", () => {
    expect(problem(rate, "0,5")).toBe("must use a decimal point: 0.5");
    expect(problem(rate, "0x10")).toContain("must be a number");
    expect(problem(rate, "Infinity")).toContain("must be a number");
    expect(problem(rate, "1 2")).toContain("must be a number");
  });

  it("reports what the option's own check reports", () => {
    expect(problem(FOREST_OPTIONS.trees, "0")).toBe("must be an integer from 1 to 5000, got 0");
    expect(problem(FOREST_OPTIONS.trees, "1.5")).toBe("must be an integer from 1 to 5000, got 1.5");
    expect(problem(depth, "\u22121")).toContain("got -1");
  });

  it("reads lists of integers however they are separated", () => {
    for (const text of ["100, 50", "100 50", "100,50", "100; 50,"]) {
      expect(parseOption(layers, text)).toEqual({ ok: true, value: [100, 50] });
    }
    expect(problem(layers, "")).toContain("at least one");
    expect(problem(layers, "100, many")).toBe('must be a number, got "many"');
    expect(problem(layers, "100, 0")).toContain("integers");
  });

  it("reads words one a line, without repeats or empty ones", () => {
    expect(parseOption(words, "the\n\n of , and\nthe")).toEqual({ ok: true, value: ["the", "of", "and"] });
    expect(parseOption(words, "  ")).toEqual({ ok: true, value: [] });
  });
});

describe("formatOption", () => {
  it("gives text that parses back to the value", () => {
    const cases: [OptionSpec, unknown][] = [
      [FOREST_OPTIONS.trees, 100],
      [depth, null],
      [rate, 0.0000001],
      [layers, [100, 50]],
      [words, ["a b", "c"]],
      [{ kind: "column", default: null, label: "Group", help: "" }, null],
    ];
    for (const [spec, value] of cases) {
      expect(parseOption(spec, formatOption(spec, value))).toEqual({ ok: true, value });
    }
  });
});
