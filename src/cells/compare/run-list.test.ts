import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { PartialExperiment } from "../../experiment/experiment";
import { splitRun } from "../../pipeline/runs/run-summary";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { fakeRun } from "../../testing/fake-views";
import { choiceWords } from "./compare-words";
import { diffSettings } from "./run-fields";
import { bestOf, filterRuns, groupRuns, sortRuns } from "./run-list";

function run(number: number, change: PartialExperiment, more: Partial<RunSummary> = {}): RunSummary {
  const experiment = mergeExperiment(defaultExperiment(), change);
  return { ...splitRun(fakeRun(number, experiment)).summary, ...more } as RunSummary;
}

const ridge = run(1, { model: { kind: "ridge", alpha: 1 } } as PartialExperiment, { tags: ["base"] });
const strong = run(2, { model: { kind: "ridge", alpha: 30 } } as PartialExperiment, { starred: true });
const forest = run(3, { model: { kind: "forest", trees: 300 } } as PartialExperiment, { tags: ["base", "trees"] });
const all = [ridge, strong, forest];
const nothing = { text: "", field: null, starred: false };

describe("diffSettings(runs)", () => {
  it("lists what differs and counts what does not", () => {
    const { differing, equal } = diffSettings([ridge, strong]);
    expect(differing).toEqual(["model.alpha"]);
    expect(equal).toBeGreaterThan(20);
    expect(diffSettings([ridge]).differing).toEqual([]);
  });
});

describe("filterRuns(runs, filter)", () => {
  it("finds words anywhere, and all of them", () => {
    expect(filterRuns(all, { ...nothing, text: "ridge base" })).toEqual([ridge]);
    expect(filterRuns(all, { ...nothing, text: "model.alpha=30" })).toEqual([strong]);
  });
  it("compares numbers of a field", () => {
    expect(filterRuns(all, { ...nothing, text: ">1", field: "model.alpha" })).toEqual([strong]);
    expect(filterRuns(all, { ...nothing, text: "0.5..2", field: "model.alpha" })).toEqual([ridge]);
  });
  it("keeps the starred", () => {
    expect(filterRuns(all, { ...nothing, starred: true })).toEqual([strong]);
  });
});

describe("sortRuns and groupRuns", () => {
  it("puts runs without the value last either way", () => {
    const order = (descending: boolean) => sortRuns(all, { field: "model.alpha", descending }).map(({ id }) => id);
    expect(order(false)).toEqual(["run-1", "run-2", "run-3"]);
    expect(order(true)).toEqual(["run-2", "run-1", "run-3"]);
  });
  it("stands a run under each of its tags", () => {
    const labels = groupRuns(all, "tag").flatMap((item) =>
      item.kind === "group" ? [`${item.label} ${item.count}`] : [],
    );
    expect(labels).toEqual(["base 2", "none 1", "trees 1"]);
  });
});

describe("choiceWords(runs)", () => {
  it("says which of equals is faster and smaller", () => {
    const quick = run(4, {}, { figures: { ...ridge.figures, latency: { ...ridge.figures.latency, p50: 0.01 } } });
    expect(choiceWords([quick, ridge])).toMatch(
      /^Choose between Run 4 and Run 1 on speed and simplicity: Run 4 answers/,
    );
    expect(choiceWords([ridge])).toBeNull();
  });
});

it("a thousand runs are filtered, sorted and told apart within a frame or two", () => {
  const many = Array.from(
    { length: 1000 },
    (_, i) =>
      ({
        ...ridge,
        id: `run-${i}`,
        experiment: mergeExperiment(ridge.experiment, { model: { alpha: 1 + (i % 97) } } as PartialExperiment),
      }) as RunSummary,
  );
  const started = performance.now();
  const found = filterRuns(many, { ...nothing, text: "ridge" });
  sortRuns(found, { field: "rmse", descending: false });
  bestOf(found, ["rmse", "mae", "r2"]);
  expect(diffSettings(found).differing).toEqual(["model.alpha"]);
  const cold = performance.now() - started;
  const again = performance.now();
  filterRuns(many, { ...nothing, text: "alpha=5" });
  diffSettings(many);
  // generous: the machine may be shared
  expect(cold).toBeLessThan(1500);
  expect(performance.now() - again).toBeLessThan(300);
});
