import { openDB } from "idb";
import type { IDBPDatabase } from "idb";
import { DataError } from "../core/errors";
import { parseExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import { repairVariants } from "../experiment/variants";
import type { VariantSet } from "../experiment/variants";
import { repairAnnotations } from "./annotations";
import type { Annotations } from "./annotations";
import { repairCells } from "./cells";
import type { Cell, NotebookState } from "./notebook";
import type { Notebook } from "./notebook-store";

const DOCUMENT_VERSION = 1;

/** What is kept of a notebook: what a person wrote. Data, results and runs are the engine's to keep. */
export interface NotebookDocument {
  readonly version: number;
  /** ISO 8601, UTC */
  readonly savedAt: string;
  readonly experiment: Experiment;
  readonly cells: readonly Cell[];
  readonly current: string;
  /** absent in documents of an earlier version */
  readonly annotations?: Annotations;
  /** absent in documents of an earlier version */
  readonly variants?: VariantSet | null;
}

/** Where documents are kept; in tests an object. */
export interface DocumentStorage {
  load(): Promise<unknown>;
  /** Rejects with the browser's own QuotaExceededError when there is no room. */
  save(document: NotebookDocument): Promise<void>;
  /** Keeps it before it returns, as far as it can, for a page that is being closed and waits for no answer. */
  saveAtOnce(document: NotebookDocument): void;
  /** Puts what cannot be read where the next save does not overwrite it. */
  keepAside(stored: unknown): Promise<void>;
}

/**
 * Documents in IndexedDB; the last moment's in localStorage, which alone is written before a page is gone. `load` gives
 * the later of the two.
 */
export function makeIndexedDbDocuments(name = "scorebook-notebook"): DocumentStorage {
  const store = "documents";
  // Stays open: the last save comes as the page is closed, when no time is left to open it.
  let opening: Promise<IDBPDatabase> | null = null;
  const forget = () => void (opening = null);
  async function use<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
    opening ??= openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore(store), terminated: forget });
    opening.catch(forget);
    return work(await opening);
  }
  return {
    load: async () => laterOf(await use((db) => db.get(store, "current")), readLastMoment(name)),
    save: (document) =>
      use(async (db) => {
        const transaction = db.transaction(store, "readwrite");
        const put = transaction.store.put(document, "current");
        // Without waiting for the answer, since a page that is being closed gets none.
        transaction.commit();
        await Promise.all([put, transaction.done]);
        if (savedAtOf(readLastMoment(name)) <= document.savedAt) writeLastMoment(name, null);
      }),
    saveAtOnce: (document) => writeLastMoment(name, document),
    keepAside: async (stored) => void (await use((db) => db.put(store, stored, "unreadable"))),
  };
}

/** Storage that is blocked or full keeps no last moment; the save it backs up says what is wrong. */
function writeLastMoment(name: string, document: NotebookDocument | null): void {
  try {
    if (document) localStorage.setItem(name, JSON.stringify(document));
    else localStorage.removeItem(name);
  } catch {
    return;
  }
}

function readLastMoment(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** ISO times in UTC sort as text. */
function laterOf(kept: unknown, lastMoment: unknown): unknown {
  return savedAtOf(lastMoment) > savedAtOf(kept) ? lastMoment : kept;
}

function savedAtOf(stored: unknown): string {
  return (stored as Partial<NotebookDocument> | null | undefined)?.savedAt ?? "";
}

type ReadDocument = Required<Pick<NotebookDocument, "experiment" | "cells" | "current" | "annotations" | "variants">>;

export function documentOf(state: NotebookState, savedAt: string): NotebookDocument {
  const { experiment, cells, current, annotations, variants } = state;
  return { version: DOCUMENT_VERSION, savedAt, experiment, cells, current, annotations, variants };
}

/**
 * The saved notebook, or null where there is none. Older documents are migrated, missing cells added.
 * @throws {DataError} "damaged-file", "newer-file" or "invalid-experiment" when something is there that cannot be read; the caller
 * keeps it aside
 */
export function readDocument(stored: unknown): ReadDocument | null {
  if (stored === undefined || stored === null) return null;
  const document = stored as Partial<NotebookDocument>;
  const cells = repairCells(document.cells);
  if (!cells || typeof document.version !== "number") {
    throw new DataError("damaged-file", "the notebook kept in this browser is not one that Scorebook wrote");
  }
  if (document.version > DOCUMENT_VERSION) {
    throw new DataError(
      "newer-file",
      `the notebook kept in this browser has version ${document.version}, this Scorebook reads up to ${DOCUMENT_VERSION}`,
    );
  }
  const current = cells.find((cell) => cell.id === document.current)?.id ?? cells[0].id;
  const annotations = repairAnnotations(document.annotations);
  const variants = repairVariants(document.variants);
  return { experiment: parseExperiment(document.experiment), cells, current, annotations, variants };
}

export interface AutosaveOptions {
  readonly delayMs?: number;
  readonly now?: () => Date;
}

/**
 * Keeps the notebook as it changes, a moment after the last change. A save that fails is said once and tried again with
 * the next change: the notebook in the page is untouched by it. `flush` saves now what is not saved yet; `close` does so
 * for a page that may be gone before the answer.
 */
export function startAutosave(
  { store, tell }: Pick<Notebook, "store" | "tell">,
  storage: DocumentStorage,
  { delayMs = 600, now = () => new Date() }: AutosaveOptions = {},
): { flush(): Promise<void>; close(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> = Promise.resolve();
  let isSaving = false;

  async function save(): Promise<void> {
    const document = documentOf(store.getState(), now().toISOString());
    try {
      await storage.save(document);
      tell({ saved: { at: document.savedAt } });
    } catch (thrown) {
      const failed = saveFailure(thrown);
      const known = store.getState().saved;
      tell({ saved: { failed } });
      if (known && "failed" in known && known.failed === failed) return;
      tell({ notice: { tone: "warn", title: "The notebook could not be saved", detail: failed } });
    }
  }

  function flush(): Promise<void> {
    if (timer === null) return saving;
    clearTimeout(timer);
    timer = null;
    // One at a time and in order: an older document must not land on a newer one.
    isSaving = true;
    const mine = saving.then(save).then(() => {
      if (saving === mine) isSaving = false;
    });
    saving = mine;
    return saving;
  }

  const unsubscribe = store.subscribe((state, before) => {
    const changed =
      state.experiment !== before.experiment ||
      state.annotations !== before.annotations ||
      state.variants !== before.variants ||
      state.cells !== before.cells ||
      state.current !== before.current;
    if (!changed) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void flush(), delayMs);
  });

  return {
    flush,
    close() {
      if (timer === null && !isSaving) return;
      storage.saveAtOnce(documentOf(store.getState(), now().toISOString()));
      void flush();
    },
    stop() {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

function saveFailure(thrown: unknown): string {
  const { name, message } = thrown as { name?: string; message?: string };
  return name === "QuotaExceededError"
    ? "This browser's storage is full. Everything is still here, in this tab: delete runs you no longer need, or export them, before you close it."
    : `This browser did not keep it (${message ?? String(thrown)}). Everything is still here, in this tab: export what you need before you close it.`;
}
