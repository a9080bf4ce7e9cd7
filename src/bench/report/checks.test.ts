import { describe, expect, it } from "vitest";
import { NO_RESULTS } from "../results";
import type { GrowthSize, Results } from "../results";
import { checksOf, reportNotMet } from "./checks";

const measured = { date: "2026-01-02", machine: "a machine", load: "0, 0, 0" };

/** A size whose times grow with the square of the rows, at a peak of 9 times the file. */
const size = (rows: number, trees: number, longestTaskMs: number): GrowthSize => {
  const ms = rows ** 2 / 1e4;
  const fileBytes = 500 * rows;
  const step = { wallMs: ms, peakBytes: 9 * fileBytes, longestTaskMs };
  return {
    measured,
    rows,
    trees,
    fileBytes,
    idleBytes: fileBytes,
    steps: [{ name: "open", ...step, longestTaskMs: 0 }, { name: "forest", ...step }],
    timings: { parse: ms, clean: ms, split: ms, features: ms, train: ms, forest: trees * ms, evaluate: ms },
  }; // prettier-ignore
};

const named = (results: Results, name: string) => checksOf(results).find((check) => check.name === name)!;

describe("checksOf", () => {
  const growth = [size(4000, 8, 60), size(400_000, 8, 90)];
  const results: Results = { ...NO_RESULTS, growth, cancel: { measured, ms: [20, 500, 30] } };

  it("holds growth against its bound", () => {
    expect(named(results, "growth, to the matrix")).toMatchObject({ measured: "2.00", met: false });
  });

  it("holds the peak at 400,000 rows against the file, and tells of the way there", () => {
    const { measured: said, met } = named(results, "peak memory at 400,000 rows");
    expect(met).toBe(false);
    expect(said).toContain("9.0 times the file (9.0 up to open");
    expect(said).toContain("8.0 above the empty page");
  });

  it("allows longer tasks at 400,000 rows than at 4,000", () => {
    expect(named(results, "longest task at 4,000 rows, running")).toMatchObject({ measured: "60 ms", met: false });
    expect(named(results, "longest task at 4,000 rows, opening").met).toBe(true);
    expect(named(results, "longest task at 400,000 rows, running").met).toBe(true);
  });

  it("takes the median of cancelling", () => {
    expect(named(results, "cancelling")).toMatchObject({ measured: "30 ms", met: true });
  });

  it("wants 50 trees at 400,000 rows", () => {
    expect(named(results, "forest at 400,000 rows").met).toBe(false);
    const more = { ...results, growth: [size(400_000, 50, 0)] };
    expect(named(more, "forest at 400,000 rows").met).toBe(true);
  });
});

describe("reportNotMet", () => {
  it("lists what was never measured as such", () => {
    const lines = reportNotMet(NO_RESULTS).join("\n");
    expect(lines).toContain("- *cancelling*: not measured; must be at most 200 ms.");
    expect(lines).toContain("- *forest, 100 trees, fit*: not measured");
    expect(lines).not.toContain("ridge");
  });
});
