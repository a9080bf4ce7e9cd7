import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { AutopilotLine, Block } from "./autopilot-view";
import { chooseLine, sizeOf } from "./choose-line";

const line = (number: number, folds: readonly number[], blocks: readonly Block[] = ["dates"]): AutopilotLine => {
  const value = folds.length === 0 ? null : folds.reduce((sum, fold) => sum + fold, 0) / folds.length;
  const model = { kind: "ridge" } as never;
  return { number, origin: "portfolio", model, blocks, changes: {}, value, loss: value, spread: 1, folds, ms: 1 };
};
const sizes = (...given: readonly number[]) => new Map(given.entries());

describe("chooseLine", () => {
  it("takes the one with fewer kinds of columns where the best leads by less than the standard error of the difference", () => {
    const best = line(0, [10, 20, 30, 40], ["words", "dates"]);
    const simple = line(1, [9, 22, 29, 43]);
    const choice = chooseLine([best, simple], sizes(100, 100), false)!;
    expect(choice).toMatchObject({ number: 1, within: 1 });
    expect(choice.gain.mean).toBeCloseTo(0.75, 12);
    // differences -1, 2, -1, 3: standard deviation 2.0616, times sqrt(1/4 + 1/3)
    expect(choice.gain.error).toBeCloseTo(2.06155 * Math.sqrt(1 / 4 + 1 / 3), 4);
  });

  it("keeps the best where every fold says so, however simple the others, and however far apart the folds", () => {
    const best = line(0, [100, 2000, 30], ["words", "dates"]);
    expect(chooseLine([best, line(1, [101, 2001, 31])], sizes(1e6, 1), false)).toMatchObject({ number: 0, within: 0 });
  });

  it("takes the smaller model of those that learn from as much, and the better of equals", () => {
    const lines = [line(0, [10, 20, 30]), line(1, [11, 19, 30.5]), line(2, [11, 20, 29.5]), line(3, [])];
    expect(chooseLine(lines, sizes(900, 700, 800, 1), false)?.number).toBe(1);
    expect(chooseLine(lines, sizes(900, 700, 700, 1), false)?.number).toBe(1);
    expect(chooseLine(lines, sizes(700, 700, 700, 1), false)?.number).toBe(0);
  });

  it("knows metrics of which more is better", () => {
    const judged = [line(0, [0.9, 0.8, 0.7]), line(1, [0.91, 0.78, 0.71])].map((of) => ({ ...of, loss: -of.value! }));
    expect(chooseLine(judged, sizes(9, 1), true)?.number).toBe(1);
    expect(chooseLine([line(0, [])], sizes(1), true)).toBeNull();
  });
});

describe("sizeOf", () => {
  const size = (model: object, enabled = false) =>
    sizeOf(mergeExperiment(defaultExperiment(), { model, features: { text: { enabled } } } as never), 1000);

  it("counts leaves and weights, so that boosted trees are smaller than a forest and larger than a line", () => {
    const boosted = size({ kind: "boosted", maxIter: 300, maxLeafNodes: 7 });
    expect(boosted).toBe(2100);
    expect(size({ kind: "forest", trees: 100, minSamplesLeaf: 1 })).toBeGreaterThan(boosted);
    expect(size({ kind: "ridge" })).toBeLessThan(boosted);
    expect(size({ kind: "ridge" }, true)).toBeGreaterThan(size({ kind: "ridge" }));
    const members = [{ kind: "boosted", maxIter: 300, maxLeafNodes: 7 }, { kind: "ridge" }];
    expect(size({ kind: "ensemble", members })).toBe(boosted + size({ kind: "ridge" }));
  });
});
