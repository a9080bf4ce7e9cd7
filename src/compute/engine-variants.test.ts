import { describe, expect, it } from "vitest";
import type { Progress } from "../core/job";
import { mergeExperiment } from "../experiment/experiment";
import { applyVariant } from "../experiment/variants";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import { makeTestEngine } from "../testing/make-test-engine";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import type { EngineEvent } from "./engine-api";

async function start() {
  const events: EngineEvent[] = [];
  const calls: string[] = [];
  const executor = makeInProcessExecutor();
  const engine = makeTestEngine({
    executor: { ...executor, run: (name, ...rest) => (calls.push(name), executor.run(name, ...rest)) },
    emit: (event) => events.push(event),
    checksUnasked: false,
  });
  await engine.open({ kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(200, 5, 12)) });
  const base = await engine.configure({ model: { kind: "ridge" } as never });
  const variants = [
    { name: "Stiff", overrides: { model: { alpha: 50 } } },
    { name: "Small forest", overrides: { model: { kind: "forest", trees: 3 } } },
  ].map((variant) => ({ name: variant.name, experiment: applyVariant(base, variant) }));
  return { engine, events, calls, base, list: [{ name: "Base", experiment: base }, ...variants] };
}

describe("runVariants", () => {
  it("makes the runs that the notebook would make, and leaves the notebook alone", async () => {
    const { engine, events, calls, base, list } = await start();
    const own = await engine.run();
    const before = events.length;
    calls.length = 0;
    const progress: Progress[] = [];
    const ids = await engine.runVariants(list, "variants of Untitled", (at) => progress.push(at));

    const kinds = new Set(events.slice(before).map(({ type }) => type));
    expect([...kinds]).toEqual(["runs-changed"]);
    expect(calls.filter((name) => /read|table|csv/i.test(name))).toEqual([]);
    expect(progress.at(-1)).toMatchObject({ done: 3, total: 3 });
    expect(progress.map(({ note }) => note)).toContain("Small forest");
    expect(progress.every(({ done }, i) => i === 0 || done >= progress[i - 1].done)).toBe(true);

    const runs = ids.map((id) => engine.runs().find((run) => run.id === id)!);
    expect(ids[0]).toBe(own?.id);
    expect(runs.map(({ name }) => name)).toEqual([own?.name, "Stiff", "Small forest"]);
    expect(runs.map(({ tags }) => tags)).toEqual(runs.map(() => ["variants of Untitled"]));
    // The live form goes on with the notebook's model.
    expect(events.findLast(({ type }) => type === "predictor")).toMatchObject({ runId: own?.id });

    await engine.setExperiment(list[2].experiment);
    const again = await engine.run();
    expect(again?.id).toBe(ids[2]);
    await engine.setExperiment({ ...list[1].experiment, name: "by hand" });
    expect((await engine.run())?.metrics).toEqual(runs[1].metrics);
    expect(base.model.kind).toBe("ridge");
  });

  it("keeps the runs that are over when it is stopped", async () => {
    const { engine, list } = await start();
    const stopped = engine.runVariants(list, "t", ({ done }) => {
      if (done >= 1) engine.cancel();
    });
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(engine.runs()).toHaveLength(1);
  });

  it("refuses columns that the file lacks before it runs anything", async () => {
    const { engine, base, list } = await start();
    const lacking = mergeExperiment(base, { data: { columns: { votes: { role: "numeric" } } } });
    await expect(engine.runVariants([...list, { name: "x", experiment: lacking }], "t")).rejects.toMatchObject({
      code: "missing-column",
    });
    expect(engine.runs()).toHaveLength(0);
  });
});
