import { describe, expect, it } from "vitest";
import { makeTestEngine } from "../testing/make-test-engine";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { makeMemoryStorage } from "./storage";

async function opened(storage = makeMemoryStorage()) {
  const engine = makeTestEngine({ storage });
  await engine.open({ kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(300, 5, 0)) });
  await engine.configure({ validation: { permutations: 0, curve: false, folds: 3 } });
  return engine;
}

const settled = () => new Promise((done) => setTimeout(done, 0));

describe("a cross-validation", () => {
  it("travels with the run of its model, whichever came first, and with no other", async () => {
    const engine = await opened();
    await engine.run("validate");
    expect(engine.runs()).toEqual([]);
    const first = await engine.run();
    expect(first?.validation?.folds).toHaveLength(3);
    await engine.configure({ model: { alpha: 50 } as never });
    const second = await engine.run();
    expect(second?.validation).toBeUndefined();
    await engine.run("validate");
    const [one, two] = engine.runs();
    expect(two.validation?.modelHash).not.toBe(one.validation?.modelHash);
  });

  it("is no other experiment: its settings make no second run", async () => {
    const engine = await opened();
    const run = await engine.run();
    await engine.configure({ validation: { folds: 4 } });
    expect((await engine.run())?.id).toBe(run?.id);
  });

  it("keeps with the run that it was let out against its bar, and takes that back", async () => {
    const engine = await opened();
    const run = await engine.run();
    await engine.run("validate");
    await engine.configure({ problem: { bar: 1 } });
    engine.allowShipping(run!.id, true);
    const { override, validation } = engine.runs()[0];
    expect(override).toMatchObject({ metric: "rmse", bar: 1, mean: validation?.summary.rmse?.mean });
    const elsewhere = makeTestEngine();
    const imported = await elsewhere.importRun(await engine.exportRun(run!.id));
    expect(imported.override).toEqual(override);
    engine.allowShipping(run!.id, false);
    expect(engine.runs()[0].override).toBeUndefined();
  });
});

describe("looks at the test part", () => {
  it("are counted by model: not again for the same one, and not less when runs go", async () => {
    const engine = await opened();
    const looks = async () => {
      const run = await engine.run();
      await settled();
      return engine.runs().find(({ id }) => id === run?.id)?.testLook;
    };
    expect(await looks()).toBe(1);
    await engine.configure({ evaluation: { bootstrap: 50 } });
    expect(await looks()).toBe(1);
    await engine.configure({ model: { alpha: 3 } as never });
    expect(await looks()).toBe(2);
    for (const { id } of engine.runs()) await engine.deleteRun(id);
    await engine.configure({ model: { alpha: 4 } as never });
    expect(await looks()).toBe(3);
    await engine.configure({ split: { seed: 1 } });
    expect(await looks()).toBe(1);
  });
});

describe("compareRuns", () => {
  it("compares two runs on the rows they share", async () => {
    const engine = await opened();
    const ridge = await engine.run();
    await engine.configure({ model: { kind: "baseline" } as never });
    const mean = await engine.run();
    const { rows, metrics } = await engine.compareRuns(ridge!.id, mean!.id);
    expect(rows).toBe(60);
    const rmse = metrics.find(({ metric }) => metric === "rmse")!;
    expect(rmse.high).toBeLessThan(0);
    expect(rmse.value).toBeCloseTo(rmse.first - rmse.second, 9);
    const same = await engine.compareRuns(mean!.id, mean!.id);
    expect(same.metrics.every(({ value, low, high }) => value === 0 && low === 0 && high === 0)).toBe(true);
  });

  it("refuses runs on other targets", async () => {
    const engine = await opened();
    const first = await engine.run();
    await engine.configure({ problem: { target: "upvote_ratio" } });
    const second = await engine.run();
    await expect(engine.compareRuns(first!.id, second!.id)).rejects.toThrow("predict different things");
  });
});
