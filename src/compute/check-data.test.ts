import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StageName } from "../pipeline/stage-state";
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
  return { engine, viewed };
}

describe("the checks of the data", () => {
  it("run by themselves a moment after a file is open, and start nothing else", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    expect(viewed()).toEqual(["read"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(viewed()).toEqual(["read", "quality"]);
  });

  it("let a run that starts at once go first, and come after it", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    const run = engine.run();
    await vi.advanceTimersByTimeAsync(1000);
    await run;
    await vi.advanceTimersByTimeAsync(1000);
    expect(viewed().filter((stage) => stage === "quality")).toHaveLength(1);
    expect(viewed().at(-1)).toBe("quality");
  });

  it("do not run again for an edit until a run asks for it, and make no new run", async () => {
    const { engine, viewed } = start();
    await engine.open(SOURCE);
    const first = await engine.run();
    await vi.advanceTimersByTimeAsync(1000);
    await engine.configure({ quality: { nearDuplicate: 0.8 } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(viewed().filter((stage) => stage === "quality")).toHaveLength(1);
    expect((await engine.run())?.id).toBe(first?.id);
    await vi.advanceTimersByTimeAsync(1000);
    expect(viewed().filter((stage) => stage === "quality")).toHaveLength(2);
  });
});
