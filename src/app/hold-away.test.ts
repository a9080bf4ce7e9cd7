import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeHold } from "./hold-away";

/** A cell out of view, and the turns that it asks for. */
function start() {
  const turns = new Set<() => void>();
  const catchUp = vi.fn();
  let isBusy = false;
  let isLookedAt = false;
  const hold = makeHold({
    isBusy: () => isBusy,
    isLookedAt: () => isLookedAt,
    takeTurn: (work) => {
      turns.add(work);
      return () => void turns.delete(work);
    },
  });
  return {
    ...hold,
    catchUp,
    tell: () => hold.hold(catchUp),
    look: () => void (isLookedAt = true),
    setBusy(next: boolean) {
      isBusy = next;
      hold.onBusyChange();
    },
    /** Milliseconds go by, and every turn that is asked for comes. */
    pass(ms: number) {
      vi.advanceTimersByTime(ms);
      for (const turn of turns) {
        turns.delete(turn);
        turn();
      }
    },
  };
}

describe("makeHold", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("does not hold a cell that somebody looks at", () => {
    const { tell, look, pass, catchUp } = start();
    look();
    expect(tell()).toBe(false);
    pass(10_000);
    expect(catchUp).not.toHaveBeenCalled();
  });

  it("has a cell out of view wait a moment, and for its turn", () => {
    const { tell, pass, catchUp } = start();
    expect(tell()).toBe(true);
    pass(50);
    expect(tell()).toBe(true);
    expect(catchUp).not.toHaveBeenCalled();
    pass(60);
    expect(catchUp).toHaveBeenCalledOnce();
    pass(10_000);
    expect(catchUp).toHaveBeenCalledOnce();
  });

  it("has it wait for the end of a run, be it one that begins after it was told", () => {
    const { tell, setBusy, pass, catchUp } = start();
    tell();
    setBusy(true);
    pass(1000);
    tell();
    expect(catchUp).not.toHaveBeenCalled();
    setBusy(false);
    pass(0);
    expect(catchUp).toHaveBeenCalledOnce();
  });

  it("leaves no cell behind for long, however long the run", () => {
    const { tell, setBusy, pass, catchUp } = start();
    setBusy(true);
    for (let told = 0; told < 100; told++) {
      tell();
      pass(100);
    }
    expect(catchUp.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(catchUp.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it("waits no more once the cell comes into view, and forgets a cell that is gone", () => {
    const { tell, release, stop, setBusy, pass, catchUp } = start();
    setBusy(true);
    release();
    tell();
    release();
    expect(catchUp).toHaveBeenCalledOnce();
    tell();
    stop();
    pass(10_000);
    expect(catchUp).toHaveBeenCalledOnce();
  });
});
