import { describe, expect, it } from "vitest";
import { makeStopFlag, raise, signalOf } from "./stop-flag";

describe("a stop flag", () => {
  it("aborts the loops that ask it once it is raised", () => {
    const flag = makeStopFlag(true)!;
    const signal = signalOf(flag);
    expect(signal.aborted).toBe(false);
    signal.throwIfAborted();
    raise(flag);
    expect(signal.aborted).toBe(true);
    expect(() => signal.throwIfAborted()).toThrow(expect.objectContaining({ name: "AbortError" }));
  });

  it("is none where memory is not shared, and raising none does nothing", () => {
    expect(makeStopFlag(false)).toBeNull();
    raise(null);
  });
});
