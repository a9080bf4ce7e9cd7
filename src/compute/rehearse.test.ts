import { describe, expect, it } from "vitest";
import { isAbort } from "../core/errors";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import type { StageStates } from "../pipeline/stage-state";
import { makeTestEngine } from "../testing/make-test-engine";
import { rehearse, untilWanted } from "./rehearse";

function start(executor = makeInProcessExecutor()) {
  let states: StageStates | null = null;
  const engine = makeTestEngine({
    executor,
    emit: (event) => {
      if (event.type === "states") states = event.states;
    },
  });
  return { engine, states: () => states };
}

describe("rehearse", () => {
  it("takes a made-up file from bytes to a judged model", async () => {
    const { engine, states } = start();
    let time = 0;
    await rehearse([engine], { isWanted: () => false, now: () => (time += 1400) });
    for (const stage of ["read", "clean", "split", "features", "train", "evaluate"] as const)
      expect(states()?.[stage].state).toBe("fresh");
  });

  it("starts no further round once its time is over", async () => {
    const { engine, states } = start();
    let time = 0;
    await rehearse([engine], { isWanted: () => false, now: () => (time += 2000) });
    expect(states()?.train.state).toBe("fresh");
    expect(states()?.evaluate.state).toBe("never");
  });

  it("does not start when work is asked for already, and stops between rounds", async () => {
    const { engine, states } = start();
    await rehearse([engine], { isWanted: () => true, now: () => 0 });
    expect(states()).toBeNull();
    let asked = 0;
    await rehearse([engine], { isWanted: () => asked++ > 0, now: () => 0 });
    expect(states()?.train.state).toBe("never");
  });

  it("ends with the tasks that are under way when work is asked for", async () => {
    const executor = makeInProcessExecutor();
    let isWanted = false;
    const taken: string[] = [];
    const { engine } = start(
      untilWanted(
        {
          ...executor,
          run: (name, args, context) => {
            taken.push(name);
            isWanted ||= name === "makeFeatures";
            return executor.run(name, args, context);
          },
        },
        () => isWanted,
      ),
    );
    const rehearsed = await rehearse([engine], { isWanted: () => isWanted, now: () => 0 }).catch(
      (thrown: unknown) => thrown,
    );
    expect(isAbort(rehearsed)).toBe(true);
    expect(taken.at(-1)).toBe("makeFeatures");
  });
});
