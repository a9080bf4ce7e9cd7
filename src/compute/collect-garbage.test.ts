import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { collectGarbage, watchBuffers } from "./collect-garbage";

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

it("goes on until what is waited for is gone", async () => {
  let asked = 0;
  const collecting = collectGarbage(() => ++asked > 20);
  await vi.runAllTimersAsync();
  await collecting;
  expect(asked).toBe(21);
});

it("watches the larger buffers anywhere in a value, and finds nothing to wait for in small ones", () => {
  const value = { list: [{ large: new Float64Array(200_000) }], small: new Uint8Array(9), text: "text" };
  expect(watchBuffers(value)()).toBe(false);
  expect(watchBuffers({ small: value.small, numbers: [1, 2], nothing: null })()).toBe(true);
});
