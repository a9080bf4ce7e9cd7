import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdTurns, takeTurn } from "./take-turns";

describe("takeTurn", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.runAllTimers();
    vi.useRealTimers();
  });

  it("runs one piece a frame, in order, and none at once", () => {
    const ran: number[] = [];
    for (const i of [1, 2, 3]) takeTurn(() => ran.push(i));
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual([1]);
    vi.advanceTimersByTime(16);
    expect(ran).toEqual([1, 2]);
    vi.runAllTimers();
    expect(ran).toEqual([1, 2, 3]);
  });

  it("leaves out what was taken back, and goes on after a failure", () => {
    const ran: number[] = [];
    takeTurn(() => ran.push(1))();
    takeTurn(() => {
      throw new Error("of one chart");
    });
    takeTurn(() => ran.push(2));
    expect(() => vi.runAllTimers()).toThrow("of one chart");
    vi.runAllTimers();
    expect(ran).toEqual([2]);
  });

  it("gives no turn while it is held, by however many", () => {
    const ran: number[] = [];
    takeTurn(() => ran.push(1));
    const [first, second] = [holdTurns(), holdTurns()];
    takeTurn(() => ran.push(2));
    first();
    vi.runAllTimers();
    expect(ran).toEqual([]);
    second();
    vi.runAllTimers();
    expect(ran).toEqual([1, 2]);
  });
});
