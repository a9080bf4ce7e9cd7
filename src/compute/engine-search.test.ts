import { describe, expect, it } from "vitest";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import type { Executor, ExecutorContext } from "../pipeline/executor";
import type { PartialExperiment } from "../experiment/experiment";
import { outlineOf } from "../pipeline/search/search-outline";
import type { SearchOutline } from "../pipeline/search/search-outline";
import type { SearchView } from "../pipeline/search/search-view";
import { makeTestEngine } from "../testing/make-test-engine";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { makeMemorySearchStorage } from "./search-storage";
import type { SearchStorage } from "./search-storage";

/** Answers come in another order than they were asked for, as from many workers. */
function makeShuffledExecutor(workers: number): Executor {
  const inner = makeInProcessExecutor();
  let calls = 0;
  return {
    ...inner,
    workers,
    run: (async (name: never, args: never, context?: ExecutorContext) => {
      const turn = calls++;
      const result = await inner.run(name, args, context);
      for (let i = 0; i < (turn * 7) % 5; i++) await new Promise((done) => setTimeout(done, 0));
      context?.signal?.throwIfAborted();
      return result;
    }) as Executor["run"],
  };
}

async function opened(changes: object, storage: SearchStorage = makeMemorySearchStorage(), executor?: Executor) {
  const events: SearchView[] = [];
  const kept: SearchOutline[] = [];
  const listeners: ((view: SearchView) => void)[] = [];
  const engine = makeTestEngine({
    executor: executor ?? makeInProcessExecutor(),
    searchStorage: storage,
    emit: (event) => {
      if (event.type === "search-kept") kept.push(event.outline);
      if (event.type !== "search") return;
      events.push(event.search);
      for (const listener of listeners) listener(event.search);
    },
  });
  await engine.open({ kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(240, 5, 0)) });
  await engine.configure(changes as PartialExperiment);
  return { engine, events, kept, listeners };
}

const tried = (search: SearchView) =>
  search.trials.map(({ number, values, state, loss, rungs }) => ({ number, values, state, loss, rungs }));

const RIDGE = {
  search: {
    trials: 16,
    folds: 3,
    space: [
      { path: "model.alpha", kind: "float", low: 0.01, high: 1000, log: true },
      { path: "features.text.enabled", kind: "categorical", choices: [true, false] },
      {
        path: "features.text.maxFeatures",
        kind: "integer",
        low: 50,
        high: 400,
        when: { path: "features.text.enabled", is: [true] },
      },
    ],
  },
};

describe("a search", () => {
  it("tries settings over cleaning, features and model, and judges each by the folds of the training rows", async () => {
    const { engine } = await opened(RIDGE);
    const search = await engine.search();
    expect(search.status).toBe("done");
    expect(search.trials).toHaveLength(16);
    const best = search.trials[search.best!];
    expect(Math.min(...search.trials.map(({ loss }) => loss!))).toBe(best.loss);
    expect(best.folds).toHaveLength(3);
    for (const { values } of search.trials) {
      expect(Object.hasOwn(values, "features.text.maxFeatures")).toBe(values["features.text.enabled"]);
    }
    // The same folds as Validate deals: the best trial's number is what Validate says of its settings.
    await engine.configure({
      model: { alpha: best.values["model.alpha"] } as never,
      features: { text: { enabled: best.values["features.text.enabled"] as boolean } },
      validation: { folds: 3, permutations: 0, curve: false },
    });
    if (best.values["features.text.enabled"]) {
      await engine.configure({
        features: { text: { maxFeatures: best.values["features.text.maxFeatures"] as number } },
      });
    }
    await engine.run("validate");
    await engine.run();
    expect(engine.runs()[0].validation?.summary.rmse?.mean).toBeCloseTo(best.value!, 9);
  });

  it("ends with the same trials on many workers as on one, broken off half-way as not", async () => {
    const whole = await (await opened(RIDGE)).engine.search();
    const many = await (await opened(RIDGE, undefined, makeShuffledExecutor(8))).engine.search();
    expect(tried(many)).toEqual(tried(whole));

    const storage = makeMemorySearchStorage();
    const first = await opened(RIDGE, storage, makeShuffledExecutor(3));
    first.listeners.push(({ trials }) => {
      if (trials.length === 7) void first.engine.pauseSearch();
    });
    const paused = await first.engine.search();
    expect(paused.status).toBe("paused");
    expect(paused.trials.length).toBeLessThan(16);
    // as after a reload
    const second = await opened(RIDGE, storage);
    await second.engine.restore(await second.engine.configure({}));
    expect(second.kept).toEqual([{ ...outlineOf(paused), isRunning: false }]);
    expect(await second.engine.searchState()).toMatchObject({ isCurrent: true, search: { status: "paused" } });
    const resumed = await second.engine.search();
    expect(resumed.status).toBe("done");
    expect(tried(resumed)).toEqual(tried(whole));
  });

  it("breaks off what does badly on a part, the same trials on any number of workers", async () => {
    for (const pruning of ["folds", "rows", "steps"] as const) {
      const changes = {
        model: { kind: "boosted" },
        features: { text: { enabled: false } },
        search: {
          trials: 14,
          folds: 3,
          pruning,
          space: [
            { path: "model.learningRate", kind: "float", low: 0.001, high: 0.5, log: true },
            { path: "model.maxIter", kind: "integer", low: 9, high: 18 },
          ],
        },
      };
      const one = await (await opened(changes)).engine.search();
      const states = one.trials.map(({ state }) => state);
      expect(states).toContain("pruned");
      expect(states).toContain("complete");
      expect(one.trials[one.best!].state).toBe("complete");
      if (pruning === "folds") {
        expect(tried(await (await opened(changes, undefined, makeShuffledExecutor(5))).engine.search())).toEqual(
          tried(one),
        );
      }
    }
  });

  it("tries every combination of a grid, and no more", async () => {
    const { engine } = await opened({
      search: {
        sampler: "grid",
        folds: 2,
        space: [
          { path: "model.alpha", kind: "categorical", choices: [1, 10] },
          { path: "features.text.ngramMax", kind: "integer", low: 1, high: 2 },
        ],
      },
    });
    const search = await engine.search();
    expect(new Set(search.trials.map(({ values }) => JSON.stringify(values))).size).toBe(4);
    expect(search.ended).toBe("every combination tried");
  });

  it("stops with the best so far, and goes on when its budget is raised", async () => {
    const { engine, listeners } = await opened(RIDGE);
    listeners.push(({ trials, status }) => {
      if (trials.length === 5 && status === "running") void engine.pauseSearch();
    });
    await engine.search();
    await engine.stopSearch();
    const { search } = await engine.searchState();
    expect(search).toMatchObject({ status: "done" });
    expect(search!.best).not.toBeNull();
    listeners.length = 0;
    await engine.configure({ search: { trials: 18 } });
    const more = await engine.search();
    expect(more.trials).toHaveLength(18);
    expect(tried(more).slice(0, 5)).toEqual(tried(search!).slice(0, 5));
  });

  it("ends when its minutes are over, keeping what was judged", async () => {
    const { engine } = await opened({ search: { ...RIDGE.search, budget: "minutes", minutes: 0.01 } });
    const search = await engine.search();
    expect(search.status).toBe("done");
    expect(search.ended).toBe("ended after 0.01 min");
  });

  it("says what stopped it when every trial fails", async () => {
    const { engine } = await opened({
      features: { text: { enabled: true } },
      cleaning: { minLength: 20 },
      search: {
        trials: 30,
        folds: 2,
        space: [{ path: "features.text.minDf", kind: "integer", low: 5000, high: 6000 }],
      },
    });
    await expect(engine.search()).rejects.toMatchObject({
      code: "search-failed",
      message: expect.stringMatching(/^every one of the \d+ trials failed; the first with: /),
    });
  });
});

describe("a space", () => {
  const refused = async (search: object) => {
    const { engine } = await opened({ search });
    return engine.search().catch((thrown: { code: string; message: string }) => thrown);
  };

  it.each([
    [{ space: [] }, "search.space is empty: add a setting to try, or take the proposed ones"],
    [
      { space: [{ path: "model.alpha", kind: "float", low: 5, high: 1 }] },
      "model.alpha has crossed bounds: from 5 to 1. Swap them",
    ],
    [
      { space: [{ path: "model.tress", kind: "integer", low: 1, high: 5 }] },
      "model.tress is not a setting that can be searched: take it out of the space",
    ],
    [
      { space: [{ path: "model.alpha", kind: "float", low: -1, high: 1 }] },
      "model.alpha must be a number above 0 and up to 1000000000, got -1 in the search space",
    ],
  ])("that cannot be searched is refused with its path: %j", async (search, message) => {
    expect(await refused(search)).toMatchObject({ code: "invalid-space", message });
  });

  it("with a budget of nothing is refused", async () => {
    await expect(opened({ search: { trials: 0 } })).rejects.toMatchObject({
      code: "invalid-experiment",
      message: expect.stringContaining("search.trials must be an integer from 1"),
    });
    await expect(opened({ search: { minutes: 0 } })).rejects.toMatchObject({
      message: expect.stringContaining("search.minutes"),
    });
  });
});
