import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EngineClient, EngineEvent } from "../compute/engine-api";
import { makeRightOfWay } from "../compute/right-of-way";
import { claimWhileDrawing } from "./claim-while-drawing";

const FRAME_MS = 16;

/** A page of which nothing is there but what tells of drawing, with a frame 16 ms after it is asked for. */
function makePage(visibilityState: "visible" | "hidden" = "visible") {
  let change = () => {};
  let tell: (event: EngineEvent) => void = () => {};
  vi.stubGlobal("document", { visibilityState, body: {} });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => setTimeout(frame, FRAME_MS));
  vi.stubGlobal(
    "MutationObserver",
    class {
      constructor(onChange: () => void) {
        change = onChange;
      }
      observe() {}
    },
  );
  const right = makeRightOfWay(true)!;
  const client = { subscribe: (listener: typeof tell) => ((tell = listener), () => {}) } as unknown as EngineClient;
  claimWhileDrawing(client, right);
  return {
    change: () => change(),
    tell: () => tell({ type: "predictor", runId: null }),
    isClaimed: () => Atomics.load(right, 0) !== 0,
    isInFrame: () => Atomics.load(right, 3) !== 0,
    claimedMs: () => (Atomics.load(right, 0) - Date.now()) | 0,
  };
}

describe("claimWhileDrawing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each(["change", "tell"] as const)("claims from a %s until the frame after it is drawn", (news) => {
    const page = makePage();
    expect(page.isClaimed()).toBe(false);
    page[news]();
    vi.advanceTimersByTime(FRAME_MS - 1);
    expect(page.isClaimed()).toBe(true);
    vi.advanceTimersByTime(2);
    expect(page.isClaimed()).toBe(false);
  });

  it("keeps the claim for what changes the page before that frame is drawn, which may be for the next", () => {
    const page = makePage();
    page.tell();
    vi.advanceTimersByTime(FRAME_MS - 1);
    page.change();
    vi.advanceTimersByTime(2);
    expect(page.isClaimed()).toBe(true);
    vi.advanceTimersByTime(FRAME_MS + 1);
    expect(page.isClaimed()).toBe(false);
  });

  it("claims anew as the frame begins, and tells how long that is being drawn", () => {
    const page = makePage();
    page.tell();
    vi.advanceTimersByTime(FRAME_MS - 1);
    expect(page.isInFrame()).toBe(false);
    const before = page.claimedMs();
    vi.advanceTimersToNextTimer();
    expect(page.isInFrame()).toBe(true);
    expect(page.claimedMs()).toBeGreaterThan(before);
    vi.advanceTimersToNextTimer();
    expect(page.isInFrame()).toBe(false);
  });

  it("claims nothing for a page that nobody sees", () => {
    const page = makePage("hidden");
    page.change();
    expect(page.isClaimed()).toBe(false);
  });
});
