import { describe, expect, it, vi } from "vitest";
import { DataError } from "../core/errors";
import type { Executor } from "../pipeline/executor";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import { makeTestEngine } from "../testing/make-test-engine";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { stagesUpTo } from "../pipeline/stage-keys";
import type { RegressionRun } from "../pipeline/views";
import type { EngineEvent } from "./engine-api";
import { makeMemoryStorage } from "./storage";
import type { EngineStorage } from "./storage";

const RUN_STAGES = stagesUpTo("evaluate");
const SAMPLE = sampleCsv(makeSamplePosts(300, 5, 12));
const POST = {
  title: "Why does volcano melt when it meets ice?",
  body: "",
  tag: "Physics",
  datetime: "2021-05-04 15:00:00",
};

function start(storage: EngineStorage = makeMemoryStorage(), executor: Executor = makeInProcessExecutor()) {
  const events: EngineEvent[] = [];
  const engine = makeTestEngine({
    executor,
    storage,
    emit: (event) => events.push(event),
  });
  return { engine, events, storage };
}

async function trained(storage?: EngineStorage) {
  const started = start(storage);
  await started.engine.open({ kind: "text", name: "sample.csv", text: SAMPLE });
  const run = await started.engine.run();
  if (!run) throw new Error("no run");
  return { ...started, run };
}

describe("makeEngine", () => {
  it("guesses roles and target of a file it opens, and runs it to a score", async () => {
    const { engine, run } = await trained();
    expect(run.experiment.problem.target).toBe("score");
    expect(run.experiment.data.columns).toMatchObject({
      title: { role: "text" },
      body: { role: "text" },
      tag: { role: "categorical" },
      datetime: { role: "datetime" },
      upvote_ratio: { role: "ignore" },
    });
    const { metrics, baselines } = run as RegressionRun;
    expect(metrics.test.rmse.value).toBeLessThan(baselines.mean.rmse.value);
    const prediction = engine.predict(POST);
    const sum = prediction.base + prediction.contributions.reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(prediction.score, 6);
    expect(prediction.interval.low).toBeLessThan(prediction.score);
    expect(prediction.interval.high).toBeGreaterThan(prediction.score);
  });

  it("keeps what is edited while a file is read", async () => {
    const executor = makeInProcessExecutor();
    let edited: Promise<unknown> | null = null;
    const run = (async (...task: Parameters<Executor["run"]>) => {
      await (edited ??= engine.configure({ model: { kind: "forest", trees: 7 } }));
      return executor.run(...task);
    }) as Executor["run"];
    const { engine, events } = start(makeMemoryStorage(), { ...executor, run });
    await engine.open({ kind: "text", name: "sample.csv", text: SAMPLE });
    const last = events.findLast(({ type }) => type === "experiment") as Extract<EngineEvent, { type: "experiment" }>;
    expect(last.experiment).toMatchObject({ model: { kind: "forest", trees: 7 }, problem: { target: "score" } });
    expect(last.experiment.data.file).toBe("sample.csv");
  });

  it("says which inputs were missing and which words and categories it never saw", async () => {
    const { engine } = await trained();
    const prediction = engine.predict({ title: "Zyxomma volcano", tag: "Astrology" });
    expect(prediction.missing).toEqual(expect.arrayContaining(["body", "datetime"]));
    expect(prediction.unseenTokens).toContain("zyxomma");
    expect(prediction.unseenCategories).toEqual([{ column: "tag", value: "Astrology" }]);
  });

  it("answers a repeated post from its cache", async () => {
    const { engine } = await trained();
    const first = engine.predict(POST);
    const second = engine.predict({ ...POST });
    expect([first.cached, second.cached]).toEqual([false, true]);
    expect(second.score).toBe(first.score);
  });

  it("gives the same run back when nothing changed, and a new one when something did", async () => {
    const { engine, run } = await trained();
    expect((await engine.run())?.id).toBe(run.id);
    await engine.configure({ model: { alpha: 3 } as never });
    expect((await engine.run())?.id).not.toBe(run.id);
    expect(engine.runs()).toHaveLength(2);
  });

  it("exports a run that predicts the same to the last bit in a fresh engine", async () => {
    const { engine, run } = await trained();
    const fresh = start().engine;
    const imported = await fresh.importRun(await engine.exportRun(run.id));
    expect(imported).toMatchObject({ id: run.id, metrics: run.metrics, experiment: run.experiment });
    const posts = [
      POST,
      { title: "Octopus?", tag: "" },
      { title: "", body: "spam spam", tag: "Meta", datetime: "2020-01-01 00:00:00" },
    ];
    for (const post of posts) expect(fresh.predict(post).score).toBe(engine.predict(post).score);
  });

  it("refuses a damaged, a foreign and an edited run file, and keeps what it has", async () => {
    const { engine, run } = await trained();
    const bytes = await engine.exportRun(run.id);
    const flipped = bytes.slice();
    flipped[flipped.length >> 1] ^= 1;
    await expect(engine.importRun(flipped)).rejects.toMatchObject({ code: "damaged-file" });
    await expect(engine.importRun(bytes.slice(0, bytes.length - 5))).rejects.toMatchObject({ code: "damaged-file" });
    await expect(engine.importRun(new TextEncoder().encode("title,score\na,1\n"))).rejects.toMatchObject({
      code: "foreign-file",
    });
    expect(engine.runs()).toHaveLength(1);
    expect(engine.predict(POST).score).toBeTypeOf("number");
  });

  it("brings data, results, runs and predictor back after a reload", async () => {
    const { run, storage, engine } = await trained();
    const before = engine.predict(POST).score;
    const { engine: reloaded, events } = start(storage);
    expect(await reloaded.restore(run.experiment)).toBe(true);
    expect(reloaded.predict(POST).score).toBe(before);
    expect(reloaded.rows(0, 1)[0].title).toBe(engine.rows(0, 1)[0].title);
    const states = events.filter((event) => event.type === "states").at(-1);
    expect(states && RUN_STAGES.map((stage) => states.states[stage].state)).toEqual(RUN_STAGES.map(() => "fresh"));
    expect(events.some((event) => event.type === "view" && event.stage === "evaluate")).toBe(true);
    expect(await reloaded.nearest(POST, 3)).toHaveLength(3);
  });

  it("goes on when storage is full, and says so", async () => {
    const full: EngineStorage = {
      ...makeMemoryStorage(),
      saveRun: () => Promise.reject(new DataError("storage-full", "full")),
    };
    const { engine, events, run } = await trained(full);
    await Promise.resolve();
    expect(engine.runs().map(({ id }) => id)).toEqual([run.id]);
    expect(engine.predict(POST).score).toBeTypeOf("number");
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "storage-failed",
        error: expect.objectContaining({ code: "storage-full" }) as unknown,
      }),
    );
  });

  it("keeps what is noted of a run while it is being saved", async () => {
    const kept = makeMemoryStorage();
    let write = () => {};
    const isWritten = new Promise<void>((resolve) => (write = resolve));
    const slow: EngineStorage = { ...kept, saveRun: (...run) => isWritten.then(() => kept.saveRun(...run)) };
    const { engine, run } = await trained(slow);
    engine.changeRun(run.id, { name: "Renamed" });
    expect(await kept.loadRuns()).toEqual([]);
    write();
    await vi.waitFor(async () => expect(await kept.loadRuns()).toMatchObject([{ id: run.id, name: "Renamed" }]));
  });

  it("keeps the open file when the next one cannot be read", async () => {
    const { engine } = await trained();
    await expect(engine.open({ kind: "text", name: "empty.csv", text: "" })).rejects.toMatchObject({
      code: "empty-file",
    });
    expect(engine.rows(0, 1)).toHaveLength(1);
    expect(engine.predict(POST).score).toBeTypeOf("number");
  });

  it("says why an address could not be fetched", async () => {
    const { engine } = start();
    await expect(engine.open({ kind: "url", url: "https://example.invalid/x.csv" })).rejects.toMatchObject({
      code: "fetch-failed",
      message: expect.stringContaining("https://example.invalid/x.csv") as string,
    });
  });

  it("finds the nearest training posts, and none for a post without a known word", async () => {
    const { engine, run } = await trained();
    const test = new Set(run.split.testRows);
    const nearest = await engine.nearest({ title: "octopus volcano" }, 5);
    expect(nearest.length).toBeGreaterThan(0);
    expect(nearest.every(({ row }) => !test.has(row))).toBe(true);
    expect(nearest.map(({ cosine }) => cosine)).toEqual(nearest.map(({ cosine }) => cosine).toSorted((a, b) => b - a));
    expect(await engine.nearest({ title: "qqqq" }, 5)).toEqual([]);
  });

  it("adds predictions to a CSV and keeps formulas from running", async () => {
    const { engine } = await trained();
    const text = 'title,tag,note\nWhy volcano?,Physics,"=1+1"\n"Two, with a comma",,\n';
    const { csv, rows } = await engine.predictCsv({ kind: "text", name: "new.csv", text });
    expect(rows).toBe(2);
    const [header, first, second] = csv.trim().split(/\r?\n/);
    expect(header).toBe("title,tag,note,predicted_score,predicted_score_low,predicted_score_high");
    expect(first).toContain("'=1+1");
    expect(second.startsWith('"Two, with a comma",')).toBe(true);
    const batch = engine.predictBatch([{ title: "Why volcano?", tag: "Physics" }]);
    expect(first.split(",")[3]).toBe(String(batch[0].score));
  });

  it("follows the target from a column's role", async () => {
    const { engine } = await trained();
    const experiment = await engine.configure({ data: { columns: { upvote_ratio: { role: "target" } } } });
    expect(experiment.problem.target).toBe("upvote_ratio");
    expect(experiment.data.columns.score.role).toBe("ignore");
  });
});
