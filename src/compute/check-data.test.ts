import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StageName } from "../pipeline/stage-state";
import { MS_BEFORE_UNASKED } from "./engine-behaviour";
import { makeTestEngine } from "../testing/make-test-engine";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import type { EngineEvent } from "./engine-api";

const SOURCE = { kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(300, 5, 12)) } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const events: EngineEvent[] = [];
  const engine = makeTestEngine({
    emit: (event) => events.push(event),
  });
  const viewed = (): StageName[] => events.flatMap((event) => (event.type === "view" ? [event.stage] : []));
  const stateOf = (stage: StageName) =>
    events.flatMap((event) => (event.type === "states" ? [event.states[stage].state] : [])).at(-1);
  return { engine, viewed, stateOf };
}

describe("the checks of the data", () => {
  it("run by themselves a moment after a file is open, and start nothing else", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    expect(viewed()).toEqual(["read"]);
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    expect(viewed()).toEqual(["read", "quality"]);
  });

  it("let a run that starts at once go first, and come after it", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    const run = engine.run();
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    await run;
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    expect(viewed().filter((stage) => stage === "quality")).toHaveLength(1);
    expect(viewed().at(-1)).toBe("quality");
  });

  it("make way for a run that starts while they are at work, whatever it is up to, and begin anew after it", async () => {
    for (const upTo of ["evaluate", "features"] as const) {
      const { engine, viewed, stateOf } = start();
      await engine.open(SOURCE);
      vi.advanceTimersByTime(MS_BEFORE_UNASKED);
      expect(stateOf("quality")).toMatch(/queued|running/);
      const run = engine.run(upTo);
      await vi.advanceTimersByTimeAsync(0);
      expect(stateOf("quality")).not.toMatch(/queued|running/);
      await run;
      expect(viewed()).not.toContain("quality");
      await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
      expect(viewed().at(-1)).toBe("quality");
    }
  });

  it("go on where the run is of the checks themselves", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    vi.advanceTimersByTime(MS_BEFORE_UNASKED);
    await engine.run("quality");
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    expect(viewed().filter((stage) => stage === "quality").length).toBeGreaterThan(0);
    expect(viewed().at(-1)).toBe("quality");
  });

  it("do not run again for an edit until a run asks for it, and make no new run", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    const first = await engine.run();
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    await engine.configure({ quality: { nearDuplicate: 0.8 } });
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    expect(viewed().filter((stage) => stage === "quality")).toHaveLength(1);
    expect((await engine.run())?.id).toBe(first?.id);
    await vi.advanceTimersByTimeAsync(MS_BEFORE_UNASKED);
    expect(viewed().filter((stage) => stage === "quality")).toHaveLength(2);
  });
});
