import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Notebook } from "../notebook/notebook-store";
import { watchQuiet } from "./when-quiet";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function fakeNotebook() {
  const listeners = new Set<() => void>();
  const stage = { state: "fresh" };
  const store = {
    getState: () => ({ stages: { train: stage } }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Notebook["store"];
  const change = (state: string) => {
    stage.state = state;
    for (const listener of listeners) listener();
  };
  return { store, change };
}

it("waits until nothing has run and nothing has changed for some seconds", async () => {
  const { store, change } = fakeNotebook();
  const told = vi.fn();
  change("running");
  void watchQuiet({ store })().then(told);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).not.toHaveBeenCalled();
  change("fresh");
  await vi.advanceTimersByTimeAsync(2900);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(700);
  expect(told).toHaveBeenCalledOnce();
});

it("answers at once while it is quiet, and waits again after a change", async () => {
  const { store, change } = fakeNotebook();
  const quiet = watchQuiet({ store });
  await vi.advanceTimersByTimeAsync(3100);
  const atOnce = vi.fn();
  void quiet().then(atOnce);
  await vi.advanceTimersByTimeAsync(0);
  expect(atOnce).toHaveBeenCalledOnce();
  change("fresh");
  const later = vi.fn();
  void quiet().then(later);
  await vi.advanceTimersByTimeAsync(2000);
  expect(later).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(later).toHaveBeenCalledOnce();
});
