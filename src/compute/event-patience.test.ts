import { describe, expect, it } from "vitest";
import { STAGES } from "../pipeline/stage-state";
import type { StageState, StageStates } from "../pipeline/stage-state";
import { makeEventPatience } from "./event-patience";

const WAITS = { begunMs: 1, newsMs: 2, progressMs: 3 };
const states = (others: "never" | "queued" | "fresh", train: StageState) => {
  const state = others === "fresh" ? { state: others, elapsedMs: 1, reused: false } : { state: others };
  return {
    type: "states" as const,
    states: { ...Object.fromEntries(STAGES.map((stage) => [stage, state])), train } as StageStates,
  };
};
const running = (done: number): StageState => ({
  state: "running",
  elapsedMs: done,
  progress: { done, total: 9 },
  remainingMs: null,
});
const fresh: StageState = { state: "fresh", elapsedMs: 9, reused: false };

describe("makeEventPatience", () => {
  it("hurries with the beginning of work, and not with what it comes to", () => {
    const patience = makeEventPatience(WAITS);
    expect(patience(states("never", { state: "queued" }))).toBe(WAITS.begunMs);
    expect(patience(states("never", running(0)))).toBe(WAITS.newsMs);
    expect(patience(states("fresh", fresh))).toBe(WAITS.newsMs);
    expect(patience(states("fresh", running(0)))).toBe(WAITS.begunMs);
    expect(patience({ type: "predictor", runId: null })).toBe(WAITS.newsMs);
  });

  it("takes states in which no stage began or ended for progress", () => {
    const patience = makeEventPatience(WAITS);
    expect(patience(states("queued", running(0)))).toBe(WAITS.begunMs);
    expect(patience(states("queued", running(1)))).toBe(WAITS.progressMs);
    expect(patience({ type: "progress", stage: "train", progress: { done: 1, total: 9 } })).toBe(WAITS.progressMs);
    expect(patience(states("queued", running(2)))).toBe(WAITS.progressMs);
    expect(patience(states("queued", fresh))).toBe(WAITS.newsMs);
  });
});
