import { describe, expect, it } from "vitest";
import { STAGES } from "../pipeline/stage-state";
import type { StageState, StageStates } from "../pipeline/stage-state";
import { makeIsProgress } from "./is-progress";

const states = (train: StageState) => ({
  type: "states" as const,
  states: { ...Object.fromEntries(STAGES.map((stage) => [stage, { state: "queued" }])), train } as StageStates,
});
const running = (done: number): StageState => ({
  state: "running",
  elapsedMs: done,
  progress: { done, total: 9 },
  remainingMs: null,
});

describe("makeIsProgress", () => {
  it("takes states in which no stage began or ended for progress", () => {
    const isProgress = makeIsProgress();
    expect(isProgress(states({ state: "queued" }))).toBe(false);
    expect(isProgress(states(running(0)))).toBe(false);
    expect(isProgress(states(running(1)))).toBe(true);
    expect(isProgress({ type: "progress", stage: "train", progress: { done: 1, total: 9 } })).toBe(true);
    expect(isProgress(states(running(2)))).toBe(true);
    expect(isProgress(states({ state: "fresh", elapsedMs: 9, reused: false }))).toBe(false);
  });

  it("takes nothing else for progress", () => {
    expect(makeIsProgress()({ type: "predictor", runId: null })).toBe(false);
  });
});
