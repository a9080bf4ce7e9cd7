import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { PartialExperiment } from "../../experiment/experiment";
import type { Metric } from "../../experiment/metrics";
import type { Run } from "../views";
import { gateOf, gateOfRun } from "./gate";
import type { ShipOverride, ValidationView } from "./validation-view";

function validated(metric: Metric, mean: number): ValidationView {
  return {
    modelHash: "m",
    kind: "ridge",
    task: "regression",
    metric,
    settings: { scheme: "kfold", column: null, folds: 5, repeats: 1, seed: 42 },
    rows: 100,
    folds: [],
    confidence: 0.95,
    summary: { [metric]: { mean, sd: 1, low: mean - 2, high: mean + 2 } },
    chance: null,
    curve: null,
  };
}

const experiment = (changes: PartialExperiment = {}) =>
  mergeExperiment(defaultExperiment(), { problem: { target: "score" }, ...changes });
const withBar = (bar: number | null, metric: Metric = "rmse", gate = true) =>
  experiment({ problem: { target: "score", metric, bar }, validation: { gate } });

describe("gateOf(validation, experiment)", () => {
  it("has nothing to say without a bar or without a cross-validation", () => {
    expect(gateOf(validated("rmse", 5), withBar(null))).toMatchObject({ status: "no-bar", isHeld: false });
    expect(gateOf(undefined, withBar(4))).toMatchObject({ status: "unknown", isHeld: false, summary: null });
    expect(gateOf(validated("mae", 5), withBar(4))).toMatchObject({ status: "unknown", isHeld: false });
  });

  it.each([
    ["rmse", 5, 5, "meets"],
    ["rmse", 5.01, 5, "misses"],
    ["rmse", 4, 5, "meets"],
    ["r2", 0.4, 0.5, "misses"],
    ["r2", 0.5, 0.5, "meets"],
  ] as const)("of %s: a mean of %d against a bar of %d %s", (metric, mean, bar, status) => {
    expect(gateOf(validated(metric, mean), withBar(bar, metric))).toMatchObject({
      status,
      isHeld: status === "misses",
    });
  });

  it("marks but does not hold back while it is off", () => {
    expect(gateOf(validated("rmse", 9), withBar(5, "rmse", false))).toMatchObject({ status: "misses", isHeld: false });
  });
});

describe("gateOfRun(run, current)", () => {
  const run = (bar: number | null, override?: ShipOverride) =>
    ({ experiment: withBar(bar), validation: validated("rmse", 9), ...(override && { override }) }) as unknown as Run;
  const override: ShipOverride = { at: "2026-01-01T00:00:00Z", metric: "rmse", bar: 5, mean: 9 };

  it("judges by the bar set now, not by the one of then", () => {
    expect(gateOfRun(run(null), withBar(5)).isHeld).toBe(true);
    expect(gateOfRun(run(5), withBar(10)).isHeld).toBe(false);
  });

  it("judges a run on another target by its own bar", () => {
    expect(gateOfRun(run(5), mergeExperiment(withBar(10), { problem: { target: "other" } })).isHeld).toBe(true);
  });

  it("lets out what was let out, until the bar becomes stricter", () => {
    expect(gateOfRun(run(5, override), withBar(5))).toMatchObject({ status: "misses", isHeld: false });
    expect(gateOfRun(run(5, override), withBar(6)).isHeld).toBe(false);
    expect(gateOfRun(run(5, override), withBar(4)).isHeld).toBe(true);
  });
});
