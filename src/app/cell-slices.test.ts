import { describe, expect, it } from "vitest";
import { shallow } from "zustand/shallow";
import { CELL_KINDS } from "../cells/registry";
import type { CellKind } from "../cells/cell-kind";
import { makeNotebook } from "../notebook/notebook-store";
import type { NotebookState } from "../notebook/notebook";
import { makeFakeEngine } from "../testing/fake-engine";
import { cellSlices } from "./cell-slices";

/** Counts how often a frame of each kind would render: React does when a slice is not equal to the one before, by member. */
function countRenders(store: ReturnType<typeof makeNotebook>["store"], folded: boolean) {
  const renders = new Map<string, number>(CELL_KINDS.map(({ kind }) => [kind, 0]));
  const slices = (kind: CellKind): ((state: NotebookState) => unknown)[] => [
    cellSlices.folded(kind.kind),
    cellSlices.kind(kind.kind),
    cellSlices.stage(kind),
    cellSlices.summary(kind, folded),
    cellSlices.warning(kind),
    cellSlices.status(kind),
  ];
  store.subscribe((state, before) => {
    for (const kind of CELL_KINDS) {
      const changed = slices(kind).some((slice) => !shallow(slice(state), slice(before)));
      if (changed) renders.set(kind.kind, (renders.get(kind.kind) ?? 0) + 1);
    }
  });
  return renders;
}

async function setUp(folded = false) {
  const engine = makeFakeEngine();
  const notebook = makeNotebook(engine);
  await notebook.actions.open({ kind: "text", name: "posts.csv", text: "title,score\nice,1\n" });
  await notebook.actions.runAll();
  return { engine, ...notebook, renders: countRenders(notebook.store, folded) };
}

describe("cellSlices", () => {
  it("render the cell that trains and no other while its curve grows", async () => {
    const { engine, store, renders } = await setUp();
    const running = { state: "running", elapsedMs: 1, progress: null, remainingMs: null } as const;
    for (let epoch = 1; epoch <= 100; epoch++) {
      // Every event crosses a worker: its objects are new each time, whatever they say.
      const states = structuredClone(store.getState().stages);
      engine.emit({ type: "states", states: { ...states, train: running } });
      engine.emit({ type: "progress", stage: "train", progress: { done: epoch, total: 100, point: { epoch } } });
    }
    expect(renders.get("train")).toBeGreaterThan(99);
    for (const kind of ["problem", "data", "clean", "split", "features", "predict"]) expect(renders.get(kind)).toBe(0);
  });

  it("render nothing for typing in another cell, also when all are folded", async () => {
    const { actions, renders } = await setUp(true);
    const note = actions.addNote("data");
    for (const text of ["a", "ab", "abc"]) actions.editNote(note, text);
    expect([...renders.values()].reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  it("render the changed stage and what depends on it when a setting changes", async () => {
    const { actions, renders } = await setUp();
    await actions.edit({ features: { text: { maxFeatures: 100 } } });
    expect(renders.get("features")).toBe(1);
    expect(renders.get("train")).toBe(1);
    for (const kind of ["data", "clean", "split"]) expect(renders.get(kind)).toBe(0);
  });
});
