import { describe, expect, it } from "vitest";
import type { StageState } from "../pipeline/stage-state";
import { makeFakeEngine } from "../testing/fake-engine";
import { makeNotebook } from "./notebook-store";
import { NEVER_RUN, RUN_STAGES, freshCount, isBusy, runningStage, staleStages, stageFraction } from "./run-progress";

function setUp() {
  let clock = 0;
  const engine = makeFakeEngine();
  const notebook = makeNotebook(engine, { now: () => clock });
  return { engine, ...notebook, state: notebook.store.getState, wait: (ms: number) => (clock += ms) };
}

const SOURCE = { kind: "text", name: "posts.csv", text: "title,score\nice,1\n" } as const;

async function setUpRun() {
  const parts = setUp();
  await parts.actions.open(SOURCE);
  await parts.actions.runAll();
  return parts;
}

describe("runAll()", () => {
  it("makes every stage fresh, keeps the views and the run, and makes its model the live one", async () => {
    const { state } = await setUpRun();
    expect(RUN_STAGES.map((stage) => state().stages[stage].state)).toEqual(RUN_STAGES.map(() => "fresh"));
    expect(Object.keys(state().views)).toEqual(expect.arrayContaining([...RUN_STAGES]));
    expect(state().runs).toHaveLength(1);
    expect(state().liveRunId).toBe("run-1");
    expect(state().livePoints).toHaveLength(40);
  });

  it("leaves a failed stage with its reason and what was fresh before it", async () => {
    const { engine, actions, state } = setUp();
    await actions.open(SOURCE);
    engine.failNext("features", { name: "DataError", code: "empty-vocabulary", message: "no term is left" });
    await actions.runAll();
    expect(state().stages.features).toMatchObject({ state: "failed", error: { code: "empty-vocabulary" } });
    expect(state().stages.clean.state).toBe("fresh");
    expect(state().stages.train.state).toBe("never");
  });

  it("rejects when there is nothing to run on and no stage says so", async () => {
    const { actions } = setUp();
    await expect(actions.runAll()).rejects.toMatchObject({ code: "not-ready" });
  });

  it("ends quietly when interrupted, with stages as they were", async () => {
    const { actions, state } = setUp();
    await actions.open(SOURCE);
    const running = actions.runAll();
    actions.interrupt();
    await running;
    expect(isBusy(state().stages)).toBe(false);
    expect(state().stages.train.state).toBe("never");
    expect(state().stages.read.state).toBe("fresh");
  });

  it("does nothing while something runs", async () => {
    const { actions, state } = setUp();
    await actions.open(SOURCE);
    await Promise.all([actions.runAll(), actions.runAll()]);
    expect(state().runs).toHaveLength(1);
  });
});

describe("edit(changes)", () => {
  it("shows the change at once and marks what depends on it stale", async () => {
    const { actions, state } = await setUpRun();
    const sent = actions.edit({ cleaning: { lowercase: false } });
    expect(state().experiment.cleaning.lowercase).toBe(false);
    await sent;
    expect(state().stages.read.state).toBe("fresh");
    expect(state().stages.evaluate).toMatchObject({ state: "stale", because: "clean" });
  });

  it("keeps the parts that did not change the same objects", async () => {
    const { actions, state } = setUp();
    const before = state().experiment;
    await actions.edit({ cleaning: { lowercase: false } });
    const { experiment } = state();
    expect(experiment.cleaning).not.toBe(before.cleaning);
    for (const part of ["problem", "data", "features", "split", "model", "evaluation"] as const) {
      expect(experiment[part]).toBe(before[part]);
    }
  });

  it("rejects a wrong value with its path and changes nothing", async () => {
    const { actions, state, engine } = setUp();
    const before = state().experiment;
    await expect(actions.edit({ split: { testSize: 2 } })).rejects.toMatchObject({ code: "invalid-experiment" });
    expect(state().experiment).toBe(before);
    expect(state().canUndo).toBe(false);
    expect(engine.received).toEqual([]);
  });

  it("goes back to what the engine agreed to when it refuses", async () => {
    const { actions, state, engine } = setUp();
    await actions.edit({ name: "first" });
    engine.configure = () => Promise.reject(Object.assign(new Error("no such column"), { name: "DataError" }));
    await expect(actions.edit({ name: "second" })).rejects.toThrow("no such column");
    expect(state().experiment.name).toBe("first");
  });

  it("does not let an echo of an older edit overwrite a newer one", async () => {
    const { actions, state } = setUp();
    const first = actions.edit({ name: "a" });
    const second = actions.edit({ name: "ab" });
    await first;
    expect(state().experiment.name).toBe("ab");
    await second;
    expect(state().experiment.name).toBe("ab");
  });
});

describe("undo() and redo()", () => {
  it("bring back the document before and after, and tell the engine", async () => {
    const { actions, state, engine, wait } = setUp();
    await actions.edit({ name: "one" });
    wait(5000);
    await actions.edit({ name: "two" });
    await actions.undo();
    expect(state().experiment.name).toBe("one");
    await actions.undo();
    expect(state().experiment.name).toBe("Untitled");
    expect(state()).toMatchObject({ canUndo: false, canRedo: true });
    await actions.redo();
    await actions.redo();
    expect(state().experiment.name).toBe("two");
    expect(state()).toMatchObject({ canUndo: true, canRedo: false });
    expect(engine.received.map(({ name }) => name)).toEqual(["one", "two", "one", "Untitled", "one", "two"]);
  });

  it("take back quick edits of one field as one", async () => {
    const { actions, state, wait } = setUp();
    for (const bar of [4, 45, 450]) {
      await actions.edit({ problem: { bar } });
      wait(200);
    }
    await actions.undo();
    expect(state().experiment.problem.bar).toBeNull();
  });

  it("cover notes: adding, writing, moving, removing", async () => {
    const { actions, state, wait } = setUp();
    const id = actions.addNote("data");
    expect(
      state()
        .cells.map((cell) => cell.id)
        .indexOf(id),
    ).toBe(2);
    actions.editNote(id, "# Why");
    wait(5000);
    actions.moveCell(id, 1);
    actions.removeNote(id);
    expect(state().cells.some((cell) => cell.id === id)).toBe(false);
    await actions.undo();
    await actions.undo();
    expect(state().cells[2]).toMatchObject({ id, text: "# Why" });
    await actions.undo();
    await actions.undo();
    expect(state().cells.some((cell) => cell.kind === "note")).toBe(false);
    expect(state().canUndo).toBe(false);
  });

  it("leave folding as it is now", async () => {
    const { actions, state } = setUp();
    await actions.edit({ name: "one" });
    actions.setFolded("data", true);
    await actions.undo();
    expect(state().cells.find((cell) => cell.id === "data")?.folded).toBe(true);
  });

  it("reach no further back than the file that is open", async () => {
    const { actions, state } = setUp();
    await actions.edit({ name: "before" });
    await actions.open(SOURCE);
    expect(state().canUndo).toBe(false);
    expect(state().experiment).toMatchObject({ name: "before", data: { file: "posts.csv" } });
  });

  it("take back a change that came from outside the page", async () => {
    const { actions, state, engine } = setUp();
    await engine.configure({ name: "from the console" });
    expect(state()).toMatchObject({ canUndo: true, experiment: { name: "from the console" } });
    await actions.undo();
    expect(state().experiment.name).toBe("Untitled");
  });
});

describe("selection, notices, current cell", () => {
  it("forgets selected rows when another table is read", async () => {
    const { actions, state } = setUp();
    actions.select([1, 2], "scatter");
    expect(state().selection).toEqual({ rows: [1, 2], from: "scatter" });
    await actions.open(SOURCE);
    expect(state().selection).toBeNull();
  });

  it("moves the current cell off a note that is removed", () => {
    const { actions, state } = setUp();
    const id = actions.addNote("data");
    expect(state().current).toBe(id);
    actions.removeNote(id);
    expect(state().current).toBe("data");
  });

  it("keeps one notice until it is dismissed", () => {
    const { actions, state } = setUp();
    actions.notify({ tone: "info", title: "a", detail: "" });
    actions.notify({ tone: "warn", title: "b", detail: "" });
    expect(state().notice?.title).toBe("b");
    actions.dismissNotice();
    expect(state().notice).toBeNull();
  });
});

describe("progress events", () => {
  const running: StageState = { state: "running", elapsedMs: 5, progress: null, remainingMs: null };
  const progress = { done: 31, total: 50, point: { epoch: 31, loss: 2 } };

  it.each<[string, StageState, number]>([
    ["running", running, 1],
    ["queued", { state: "queued" }, 0],
    ["fresh", { state: "fresh", elapsedMs: 9, reused: false }, 0],
    ["never", { state: "never" }, 0],
    ["stale", { state: "stale", elapsedMs: 9, because: "clean" }, 0],
    ["failed", { state: "failed", elapsedMs: 9, error: { name: "Error", message: "x" } }, 0],
  ])("while %s keep %#: %d points", (_, train, points) => {
    const { engine, state } = setUp();
    engine.emit({ type: "states", states: { ...NEVER_RUN, train } });
    engine.emit({ type: "progress", stage: "train", progress });
    expect(state().livePoints).toHaveLength(points);
    expect(stageFraction(state().stages.train)).toBe(points ? 0.62 : null);
  });

  it("starts a new curve with a new training", () => {
    const { engine, state } = setUp();
    engine.emit({ type: "states", states: { ...NEVER_RUN, train: running } });
    engine.emit({ type: "progress", stage: "train", progress });
    engine.emit({ type: "states", states: { ...NEVER_RUN, train: { state: "queued" } } });
    engine.emit({ type: "states", states: { ...NEVER_RUN, train: running } });
    expect(state().livePoints).toEqual([]);
    expect(runningStage(state().stages)).toBe("train");
  });
});

it("says when a result could not be kept, and keeps it", async () => {
  const { engine, state } = await setUpRun();
  engine.emit({
    type: "storage-failed",
    error: { name: "DataError", code: "storage-full", message: "storage is full" },
  });
  expect(state().notice?.detail).toContain("storage is full");
  expect(state().saved).toEqual({ failed: "storage is full" });
  expect(state().runs).toHaveLength(1);
});

describe("staleStages(states, upTo)", () => {
  it("lists what would run again, up to the stage asked for", async () => {
    const { actions, state } = await setUpRun();
    await actions.edit({ split: { seed: 7 } });
    expect(staleStages(state().stages)).toEqual(["split", "features", "train", "evaluate"]);
    expect(staleStages(state().stages, "split")).toEqual(["split"]);
    expect(freshCount(state().stages)).toBe(2);
  });
});

describe("isTold()", () => {
  it("says so of all that another file changes, its history too, so that nothing of it is drawn before the answer", async () => {
    const { engine, actions, store, state, isTold } = setUp();
    await actions.open(SOURCE);
    await actions.edit({ model: { kind: "ridge", alpha: 2 } });
    expect(state().canUndo).toBe(true);
    const told: boolean[] = [];
    store.subscribe(() => void told.push(isTold()));
    const { experiment } = state();
    engine.emit({
      type: "experiment",
      experiment: { ...experiment, data: { ...experiment.data, sha256: "b".repeat(64) } },
    });
    expect(state().canUndo).toBe(false);
    expect(told.length).toBeGreaterThan(1);
    expect(told).not.toContain(false);
  });

  it("says so of what a program configures, and not of what a person edits", async () => {
    const { actions, store, state, isTold } = setUp();
    await actions.open(SOURCE);
    let told: boolean[] = [];
    store.subscribe(() => void told.push(isTold()));
    const configured = actions.configure({ model: { kind: "ridge", alpha: 2 } });
    expect(state().experiment.model).toMatchObject({ alpha: 2 });
    expect(told.length).toBeGreaterThan(0);
    expect(told).not.toContain(false);
    await configured;
    told = [];
    const edited = actions.edit({ model: { kind: "ridge", alpha: 3 } });
    // the engine's echo may follow at once
    expect(told[0]).toBe(false);
    await edited;
  });
});
