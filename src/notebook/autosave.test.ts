import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeFakeEngine } from "../testing/fake-engine";
import { readDocument, startAutosave } from "./autosave";
import type { DocumentStorage, NotebookDocument } from "./autosave";
import { initialCells } from "./cells";
import { makeNotebook } from "./notebook-store";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const kept: NotebookDocument[] = [];
  const storage: DocumentStorage = {
    load: async () => kept.at(-1),
    keepAside: async () => undefined,
    save: vi.fn(async (document) => void kept.push(structuredClone(document))),
    saveAtOnce: vi.fn(),
  };
  const notebook = makeNotebook(makeFakeEngine());
  const autosave = startAutosave(notebook, storage, { delayMs: 500, now: () => new Date("2026-01-02T14:02:00Z") });
  return { kept, storage, autosave, ...notebook };
}

describe("startAutosave(notebook, storage)", () => {
  it("saves once, a moment after the last of several changes", async () => {
    const { actions, kept, store } = setUp();
    await actions.edit({ name: "a" });
    await vi.advanceTimersByTimeAsync(300);
    actions.addNote("data");
    await vi.advanceTimersByTimeAsync(300);
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(kept).toHaveLength(1);
    expect(store.getState().saved).toEqual({ at: "2026-01-02T14:02:00.000Z" });
  });

  it("keeps before it returns what is not saved yet when the page is closed, and nothing else", async () => {
    const { actions, autosave, storage } = setUp();
    autosave.close();
    expect(storage.saveAtOnce).not.toHaveBeenCalled();
    await actions.edit({ name: "a" });
    autosave.close();
    expect(storage.saveAtOnce).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ experiment: expect.objectContaining({ name: "a" }) }),
    );
    await autosave.flush();
    autosave.close();
    expect(storage.saveAtOnce).toHaveBeenCalledOnce();
  });

  it("does not save for what the engine says", async () => {
    const { actions, kept } = setUp();
    actions.select([1], "scatter");
    actions.notify({ tone: "info", title: "x", detail: "" });
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept).toEqual([]);
  });

  it("gives back an equal document", async () => {
    const { actions, store, storage, autosave } = setUp();
    await actions.edit({ model: { kind: "forest", trees: 7 }, problem: { bar: 4500 } });
    const id = actions.addNote("train");
    actions.editNote(id, "Seven trees are *few*.");
    actions.setFolded("clean", false);
    actions.moveCell("ship", -1);
    actions.annotate(3, { tags: ["sarcasm"], note: "meant the other way" });
    actions.setVariants({
      base: store.getState().experiment,
      variants: [{ name: "Deep", overrides: { model: { maxDepth: 9 } } }],
    });
    await autosave.flush();
    const { experiment, cells, current, annotations, variants } = store.getState();
    expect(readDocument(await storage.load())).toEqual({ experiment, cells, current, annotations, variants });
  });

  it("says once that storage is full, keeps the notebook, and saves again when there is room", async () => {
    const { actions, store, storage, kept, autosave } = setUp();
    const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
    vi.mocked(storage.save).mockRejectedValueOnce(full).mockRejectedValueOnce(full);
    await actions.edit({ name: "kept" });
    await autosave.flush();
    expect(store.getState().saved).toMatchObject({ failed: expect.stringContaining("storage is full") });
    expect(store.getState().notice?.title).toBe("The notebook could not be saved");
    expect(store.getState().experiment.name).toBe("kept");
    actions.dismissNotice();
    actions.setFolded("data", true);
    await autosave.flush();
    expect(store.getState().notice).toBeNull();
    actions.setFolded("data", false);
    await autosave.flush();
    expect(store.getState().saved).toHaveProperty("at");
    expect(kept).toHaveLength(1);
  });
});

describe("readDocument(stored)", () => {
  it("is null where nothing was kept", () => expect(readDocument(undefined)).toBeNull());

  it("adds cells that are missing, and drops unknown and repeated ones", () => {
    const cells = [
      { id: "data", kind: "data", folded: true },
      { id: "data", kind: "data", folded: false },
      { id: "n", kind: "note", folded: false, text: "hello" },
      { id: "later", kind: "hologram", folded: false },
      null,
    ];
    const read = readDocument({ version: 1, cells, experiment: {}, current: "gone" })!;
    // each after the cell it follows in a new notebook
    expect(read.cells.slice(0, 5).map(({ kind }) => kind)).toEqual(["problem", "data", "quality", "clean", "split"]);
    expect(read.cells).toContainEqual(cells[0]);
    expect(read.cells.at(-1)).toEqual(cells[2]);
    expect(read.cells).toHaveLength(initialCells().length + 1);
    expect(read.current).toBe("problem");
  });

  it.each([
    ["damaged-file", { version: 1, cells: "x", experiment: {} }],
    ["damaged-file", { cells: [], experiment: {} }],
    ["newer-file", { version: 2, cells: [], experiment: {} }],
    ["newer-file", { version: 1, cells: [], experiment: { version: 99 } }],
    ["invalid-experiment", { version: 1, cells: [], experiment: { split: { testSize: 5 } } }],
  ])("refuses with %s", (code, stored) => {
    expect(() => readDocument(stored)).toThrow(expect.objectContaining({ code }));
  });
});
