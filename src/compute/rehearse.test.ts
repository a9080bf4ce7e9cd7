import { describe, expect, it } from "vitest";
import type { StageStates } from "../pipeline/stage-state";
import { makeTestEngine } from "../testing/make-test-engine";
import { rehearse } from "./rehearse";

function start() {
  let states: StageStates | null = null;
  const engine = makeTestEngine({
    emit: (event) => {
      if (event.type === "states") states = event.states;
    },
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
