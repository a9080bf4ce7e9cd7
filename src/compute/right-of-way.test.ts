import { describe, expect, it, vi } from "vitest";
import { claim, givingWay, makeGiveWay, makeRightOfWay, tellAtWork, tellFrame, untilDrawn } from "./right-of-way";

/** How long `work` took, in ms. */
function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

/** What a page and two workers at work share, where there are two cores. */
function makeBusy(): Int32Array {
  const right = makeRightOfWay(true)!;
  tellAtWork(right, 2);
  return right;
}

describe("the page's right of way", () => {
  it("makes a worker wait while the page draws, a little at a time", () => {
    const right = makeBusy();
    claim(right, 10_000);
    const giveWay = makeGiveWay(right, 2);
    const waited = timed(giveWay);
    expect(waited).toBeGreaterThan(20);
    expect(waited).toBeLessThan(5_000);
  });

  it("lets a worker that has waited work for a while before it waits again", () => {
    const right = makeBusy();
    const wait = vi.spyOn(Atomics, "wait");
    const giveWay = makeGiveWay(right, 2);
    claim(right, 10_000);
    const ends = Date.now() + 100;
    while (Date.now() < ends) giveWay();
    // 80 ms of waiting for every 15 of work
    expect(wait.mock.calls.length).toBeLessThanOrEqual(2);
    expect(wait).toHaveBeenCalled();
    wait.mockRestore();
  });

  it("lets a worker on at once where the page has drawn, or what it asked for has passed", () => {
    const right = makeBusy();
    const wait = vi.spyOn(Atomics, "wait");
    const giveWay = makeGiveWay(right, 2);
    giveWay();
    claim(right, 10_000);
    claim(right, 0);
    giveWay();
    claim(right, 1);
    const passed = Date.now() + 5;
    while (Date.now() < passed);
    giveWay();
    expect(wait).not.toHaveBeenCalled();
    wait.mockRestore();
  });

  it("is asked whenever a long loop asks whether to go on, and does not keep it from stopping", () => {
    const right = makeBusy();
    claim(right, 10_000);
    let asked = 0;
    const signal = givingWay(
      {
        get aborted() {
          return asked++ > 0;
        },
        throwIfAborted: () => {
          throw new Error("stopped");
        },
      },
      right,
    );
    expect(timed(() => expect(signal.aborted).toBe(false))).toBeGreaterThan(20);
    expect(signal.aborted).toBe(true);
    expect(() => signal.throwIfAborted()).toThrow("stopped");
  });

  it("holds nobody up where the page has a core of its own", () => {
    const right = makeRightOfWay(true)!;
    tellAtWork(right, 1);
    claim(right, 10_000);
    const wait = vi.spyOn(Atomics, "wait");
    makeGiveWay(right, 2)();
    expect(wait).not.toHaveBeenCalled();
    wait.mockRestore();
  });

  it("makes a worker wait for a frame that takes long, wherever the page has a core of its own", () => {
    const right = makeRightOfWay(true)!;
    tellAtWork(right, 1);
    const wait = vi.spyOn(Atomics, "wait");
    const giveWay = makeGiveWay(right, 2);
    claim(right, 10_000);
    tellFrame(right, true);
    giveWay();
    expect(wait).not.toHaveBeenCalled();
    const late = Date.now() + 10;
    while (Date.now() < late);
    expect(timed(giveWay)).toBeGreaterThan(20);
    tellFrame(right, false);
    const rested = Date.now() + 20;
    while (Date.now() < rested);
    giveWay();
    expect(wait).toHaveBeenCalledOnce();
    wait.mockRestore();
  });

  it("is nothing where memory is not shared", () => {
    expect(makeRightOfWay(false)).toBeNull();
    expect(() => claim(null, 100)).not.toThrow();
    expect(() => tellFrame(null, true)).not.toThrow();
    const signal = { aborted: false, throwIfAborted: () => {} };
    expect(givingWay(signal, null)).toBe(signal);
  });
});

describe("untilDrawn", () => {
  it("waits while the page draws, and for a while at most", async () => {
    vi.useFakeTimers();
    try {
      const right = makeRightOfWay(true)!;
      const told = vi.fn();
      claim(right, 10_000);
      void untilDrawn(right).then(told);
      await vi.advanceTimersByTimeAsync(100);
      expect(told).not.toHaveBeenCalled();
      // What is drawn in parts has a moment between them.
      claim(right, 10_000);
      claim(right, 0);
      await vi.advanceTimersByTimeAsync(30);
      expect(told).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(20);
      expect(told).toHaveBeenCalledOnce();
      const later = vi.fn();
      claim(right, 10_000);
      void untilDrawn(right).then(later);
      await vi.advanceTimersByTimeAsync(450);
      expect(later).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(100);
      expect(later).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it("does not wait for a claim that has run out, or where memory is not shared", async () => {
    const right = makeRightOfWay(true)!;
    right[0] = (Date.now() - 5) | 0;
    const asked = vi.spyOn(globalThis, "setTimeout");
    await untilDrawn(right);
    await untilDrawn(null);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });
});
