import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Notebook } from "../notebook/notebook-store";
import { whenQuiet } from "./when-quiet";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("waits until nothing has run and nothing has changed for some seconds", async () => {
  const listeners = new Set<() => void>();
  let state = "running";
  const store = {
    getState: () => ({ stages: { train: { state } } }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Notebook["store"];
  const told = vi.fn();
  void whenQuiet({ store }).then(told);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).not.toHaveBeenCalled();
  state = "fresh";
  for (const listener of listeners) listener();
  await vi.advanceTimersByTimeAsync(2900);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(6000);
  expect(told).toHaveBeenCalledOnce();
  expect(listeners.size).toBe(0);
});
