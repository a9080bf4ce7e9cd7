import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { collectGarbage } from "./collect-garbage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("makes and drops buffers a while apart, and no more where there is no room for one", async () => {
  const made: number[] = [];
  let room = Infinity;
  const Fake = class {
    constructor(bytes: number) {
      if (made.length >= room) throw new RangeError("Array buffer allocation failed");
      made.push(bytes);
    }
  };
  vi.stubGlobal("ArrayBuffer", Fake);
  const collecting = collectGarbage();
  expect(made).toHaveLength(1);
  await vi.runAllTimersAsync();
  await collecting;
  const whole = made.length;
  expect(whole).toBeGreaterThan(1);

  room = whole + 2;
  const again = collectGarbage();
  await vi.runAllTimersAsync();
  await again;
  expect(made).toHaveLength(whole + 2);
});
