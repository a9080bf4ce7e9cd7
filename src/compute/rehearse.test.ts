import { describe, expect, it } from "vitest";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import type { StageStates } from "../pipeline/stage-state";
import { makeEngine } from "./engine";
import { rehearse } from "./rehearse";
import { makeMemoryStorage } from "./storage";

function start() {
  let states: StageStates | null = null;
  const engine = makeEngine({
    executor: makeInProcessExecutor(),
    trainNetwork: () => Promise.reject(new Error("no networks here")),
    compareBackends: () => Promise.resolve([]),
    storage: makeMemoryStorage(),
    emit: (event) => {
      if (event.type === "states") states = event.states;
    },
    environment: { userAgent: "test", cores: 1, isolated: false, scorebook: "0" },
    now: () => performance.now(),
    fetch: () => Promise.reject(new TypeError("Failed to fetch")),
    memoryLimit: 2 ** 32,
  });
  return { engine, states: () => states };
}

describe("rehearse", () => {
  it("takes a made-up file from bytes to a fitted model", async () => {
    const { engine, states } = start();
    let time = 0;
    await rehearse([engine], { isWanted: () => false, now: () => (time += 700) });
    expect(engine.runs()).toEqual([]);
    for (const stage of ["read", "clean", "split", "features", "train"] as const)
      expect(states()?.[stage].state).toBe("fresh");
  });

  it("does not start when work is asked for already, and stops between rounds", async () => {
    const { engine, states } = start();
    await rehearse([engine], { isWanted: () => true, now: () => 0 });
    expect(states()).toBeNull();
    let asked = 0;
    await rehearse([engine], { isWanted: () => asked++ > 0, now: () => 0 });
    expect(states()?.train.state).toBe("never");
  });
});
