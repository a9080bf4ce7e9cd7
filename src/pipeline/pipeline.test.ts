import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import { Pipeline } from "./pipeline";
import { stageKeys, stagesUpTo } from "./stage-keys";
import { STAGES } from "./stage-state";
import type { StageName, StageStates } from "./stage-state";
import type { StageFunctions, StageRun } from "./stages/stage-run";

const COLUMNS = [
  { name: "title", guessedRole: "text" },
  { name: "score", guessedRole: "target" },
  { name: "tag", guessedRole: "categorical" },
] as never;

/** The stages of a run; the checks of the data stand beside it. */
const RUN = stagesUpTo("evaluate");

/** A pipeline whose stages only count how often they ran. */
function makeCounting(
  over: Partial<Record<StageName, (run: StageRun) => Promise<void>>> = {},
  outputs: Partial<Record<StageName, object>> = {},
  untilDrawn?: () => Promise<void>,
) {
  const ran: StageName[] = [];
  const states: StageStates[] = [];
  const told: string[] = [];
  const stages = Object.fromEntries(
    STAGES.map((name) => [
      name,
      async (run: StageRun) => {
        ran.push(name);
        await over[name]?.(run);
        return { view: name === "read" ? { columns: COLUMNS } : { of: name }, ...outputs[name] };
      },
    ]),
  ) as unknown as StageFunctions;
  const start = mergeExperiment(defaultExperiment(), { problem: { target: "score" } });
  const pipeline = new Pipeline(
    {
      executor: null as never,
      trainNetwork: null as never,
      stages,
      now: () => 0,
      onStates: (now) => states.push(now),
      onProgress: () => {},
      onResult: (stage, key) => told.push(`${stage} ${key}`),
      toError: (thrown) => ({ name: (thrown as Error).name, message: (thrown as Error).message }),
      ...(untilDrawn && { untilDrawn }),
    },
    start,
  );
  pipeline.setFile({ name: "x.csv", blob: null as never });
  const edit = (changes: PartialExperiment) => pipeline.setExperiment(mergeExperiment(pipeline.experiment, changes));
  const summary = () => RUN.map((name) => pipeline.states()[name].state);
  return { pipeline, ran, states, told, edit, summary };
}

describe("stagesUpTo", () => {
  it("takes only what is needed, in the order it runs", () => {
    expect(stagesUpTo("split")).toEqual(["read", "split"]);
    expect(stagesUpTo("features")).toEqual(["read", "clean", "split", "features"]);
  });
});

describe("the stage of the checks", () => {
  it("is needed by nothing, and needs nothing but the data", () => {
    expect(RUN).not.toContain("quality");
    expect(stagesUpTo("quality")).toEqual(["read", "quality"]);
  });

  it("is stale for a split, a role or its own settings, and not for a model or an accepted finding", () => {
    const base = mergeExperiment(defaultExperiment(), { problem: { target: "score" } });
    const key = (changes: PartialExperiment) => stageKeys(mergeExperiment(base, changes), COLUMNS).quality;
    const before = key({});
    expect(key({ split: { seed: 1 } })).not.toBe(before);
    expect(key({ data: { columns: { tag: { role: "ignore" } } } })).not.toBe(before);
    expect(key({ quality: { nearDuplicate: 0.8 } })).not.toBe(before);
    expect(key({ model: { alpha: 2 } as never })).toBe(before);
    expect(key({ quality: { accepted: ["missing:body"] } })).toBe(before);
  });

  it("runs beside a run that has read the data, and leaves it fresh", async () => {
    const { pipeline, ran, summary } = makeCounting();
    await pipeline.run("read");
    await Promise.all([pipeline.run("evaluate"), pipeline.runBeside("quality")]);
    expect(pipeline.states().quality.state).toBe("fresh");
    expect(summary()).toEqual(RUN.map(() => "fresh"));
    expect(ran.filter((name) => name === "quality")).toHaveLength(1);
  });
});

describe("a page that draws", () => {
  it("has run stages wait in the queue, but neither a file that is opened nor what is there already", async () => {
    let draw = () => {};
    let asked = 0;
    const drawing = () => new Promise<void>((done) => (asked++, (draw = done)));
    const { pipeline, ran, summary } = makeCounting({}, {}, drawing);
    await pipeline.run("read");
    expect(asked).toBe(0);
    const running = pipeline.run("evaluate");
    await new Promise((done) => setTimeout(done));
    expect(ran).toEqual(["read"]);
    expect(summary().slice(1)).toEqual(RUN.slice(1).map(() => "queued"));
    draw();
    await running;
    await pipeline.run("evaluate");
    expect(asked).toBe(1);
  });

  it("may be waited for in vain: a run that is cancelled meanwhile never begins", async () => {
    let draw = () => {};
    const { pipeline, ran, summary } = makeCounting({}, {}, () => new Promise<void>((done) => (draw = done)));
    const controller = new AbortController();
    const running = pipeline.run("evaluate", controller.signal);
    await new Promise((done) => setTimeout(done));
    controller.abort();
    draw();
    await expect(running).rejects.toThrow();
    expect(ran).toEqual([]);
    expect(summary()).toEqual(RUN.map(() => "never"));
  });
});

describe("stageKeys", () => {
  const base = mergeExperiment(defaultExperiment(), { problem: { target: "score" } });
  const changedBy = (changes: PartialExperiment) => {
    const before = stageKeys(base, COLUMNS);
    const after = stageKeys(mergeExperiment(base, changes), COLUMNS);
    return RUN.filter((name) => before[name] !== after[name]);
  };

  it.each<[string, PartialExperiment, StageName[]]>([
    ["a model option", { model: { alpha: 2 } as never }, ["train", "evaluate"]],
    ["cleaning", { cleaning: { stemmer: "none" } }, ["clean", "features", "train", "evaluate"]],
    ["the split's seed", { split: { seed: 1 } }, ["split", "features", "train", "evaluate"]],
    ["a feature", { features: { text: { binary: true } } }, ["features", "train", "evaluate"]],
    ["the bar", { problem: { bar: 5 } }, ["evaluate"]],
    [
      "a role that feeds no text",
      { data: { columns: { tag: { role: "ignore" } } } },
      ["features", "train", "evaluate"],
    ],
    ["the name", { name: "other" }, []],
    ["why a column is ignored", { data: { columns: { tag: { role: "categorical", why: "because" } } } }, []],
  ])("%s changes exactly what depends on it", (_what, changes, expected) => {
    expect(changedBy(changes)).toEqual(expected);
  });
});

describe("Pipeline", () => {
  it("runs everything once, and nothing the second time", async () => {
    const { pipeline, ran, summary } = makeCounting();
    expect(summary()).toEqual(["never", "never", "never", "never", "never", "never"]);
    await pipeline.run("evaluate");
    await pipeline.run("evaluate");
    expect(ran).toEqual(RUN);
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "fresh", "fresh", "fresh"]);
  });

  it("marks what depends on an edit stale, says because of what, and runs only that", async () => {
    const { pipeline, ran, edit, summary } = makeCounting();
    await pipeline.run("evaluate");
    ran.length = 0;
    edit({ features: { text: { binary: true } } });
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "stale", "stale", "stale"]);
    expect(pipeline.states().train).toMatchObject({ because: "features" });
    await pipeline.run("evaluate");
    expect(ran).toEqual(["features", "train", "evaluate"]);
  });

  it("brings a result back without running when an edit is undone", async () => {
    const { pipeline, ran, told, edit, summary } = makeCounting();
    await pipeline.run("evaluate");
    const first = told.splice(0).slice(2);
    edit({ split: { seed: 7 } });
    await pipeline.run("evaluate");
    ran.length = 0;
    told.length = 0;
    edit({ split: { seed: 42 } });
    // read and clean are shown already; the others are told of again, or the page would show those of seed 7
    expect(told).toEqual(first);
    edit({ name: "another name" });
    expect(told).toEqual(first);
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "fresh", "fresh", "fresh"]);
    await pipeline.run("evaluate");
    expect(ran).toEqual([]);
  });

  it("keeps earlier stages when one fails, and reports the failure at that stage alone", async () => {
    const { pipeline, summary, edit } = makeCounting({
      features: async ({ experiment }) => {
        if (experiment.features.text.minDf === 9) throw new DataError("empty-vocabulary", "no term is left");
      },
    });
    edit({ features: { text: { minDf: 9 } } });
    await expect(pipeline.run("evaluate")).rejects.toMatchObject({ code: "empty-vocabulary" });
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "failed", "never", "never"]);
    edit({ features: { text: { minDf: 1 } } });
    expect(summary()[3]).toBe("never");
    await pipeline.run("evaluate");
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "fresh", "fresh", "fresh"]);
  });

  it("is as before after a cancel", async () => {
    const controller = new AbortController();
    const { pipeline, summary } = makeCounting({
      train: async ({ signal }) => {
        controller.abort();
        signal?.throwIfAborted();
      },
    });
    await expect(pipeline.run("evaluate", controller.signal)).rejects.toMatchObject({ name: "AbortError" });
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "fresh", "never", "never"]);
  });

  it("makes a large result again when an edit is undone, rather than hold two", async () => {
    const { pipeline, ran, edit } = makeCounting({}, { features: { matrix: new Uint8Array(60_000_000) } });
    await pipeline.run("features");
    edit({ split: { seed: 7 } });
    await pipeline.run("features");
    edit({ split: { seed: 42 } });
    ran.length = 0;
    await pipeline.run("features");
    expect(ran).toEqual(["features"]);
  });

  it("stays stopped when progress of a stopped worker arrives late", async () => {
    const controller = new AbortController();
    let late = () => {};
    const { pipeline, summary } = makeCounting({
      train: async ({ signal, onProgress }) => {
        late = () => onProgress({ done: 1, total: 2 });
        controller.abort();
        signal?.throwIfAborted();
      },
    });
    await expect(pipeline.run("evaluate", controller.signal)).rejects.toMatchObject({ name: "AbortError" });
    late();
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "fresh", "never", "never"]);
  });

  it("holds to the settings of its start when they are edited while it runs", async () => {
    let editNow = () => {};
    const { pipeline, edit, summary } = makeCounting({ clean: async () => editNow() });
    editNow = () => edit({ cleaning: { stemmer: "none" } });
    await pipeline.run("evaluate");
    expect(summary()).toEqual(["fresh", "stale", "fresh", "stale", "stale", "stale"]);
  });

  it("shows a kept view as fresh and makes its output again when something needs it", async () => {
    const { pipeline, ran, summary } = makeCounting();
    await pipeline.run("read");
    const keys = pipeline.keys();
    for (const name of STAGES.slice(1)) pipeline.restore(name, keys[name]!, { of: name }, 5);
    expect(summary()).toEqual(["fresh", "fresh", "fresh", "fresh", "fresh", "fresh"]);
    ran.length = 0;
    await pipeline.run("features");
    expect(ran).toEqual(["clean", "split", "features"]);
  });

  it("refuses to run without a file at the stage that needs one", async () => {
    const { pipeline } = makeCounting({
      read: async () => {
        throw new DataError("not-ready", "no file is open");
      },
    });
    await expect(pipeline.run("evaluate")).rejects.toMatchObject({ code: "not-ready" });
    expect(pipeline.states().read.state).toBe("failed");
  });
});
