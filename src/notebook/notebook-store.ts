import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import type { EngineClient, EngineEvent } from "../compute/engine-api";
import { isAbort } from "../core/errors";
import type { Progress } from "../core/job";
import { canonicalJson } from "../experiment/content-hash";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import type { VariantSet } from "../experiment/variants";
import { outlineOf } from "../pipeline/search/search-outline";
import type { StageName } from "../pipeline/stage-state";
import { withAnnotation } from "./annotations";
import type { Annotations } from "./annotations";
import { changed, freshNoteId, initialCells, insertNote, moved } from "./cells";
import { EMPTY_HISTORY, back, forward, record } from "./history";
import type { History } from "./history";
import type { Cell, NotebookActions, NotebookState, Notice } from "./notebook";
import { sortedOut, withRuns } from "./run-list";
import { NEVER_RUN, isBusy, withProgress } from "./run-progress";

export interface NotebookOptions {
  readonly experiment?: Experiment;
  readonly cells?: readonly Cell[];
  readonly annotations?: Annotations;
  readonly variants?: VariantSet | null;
  /** milliseconds, for melting quick edits into one step of undo */
  readonly now?: () => number;
}

export interface Notebook {
  readonly store: StoreApi<NotebookState>;
  readonly actions: NotebookActions;
  /** Whether the change of the store that is under way comes from the engine or a program, not from a person. */
  readonly isTold: () => boolean;
  /** Changes the store as the engine or a program does. */
  readonly tell: (change: Partial<NotebookState>) => void;
  /** Stops listening to the engine. */
  dispose(): void;
}

/** What undo restores: everything a person wrote. */
interface Written {
  readonly experiment: Experiment;
  readonly cells: readonly Cell[];
  readonly variants: VariantSet | null;
}

/**
 * The notebook over an engine: the engine says what stages hold and how they stand, the person's document lives here and
 * every change of it is told to the engine.
 */
export function makeNotebook(client: EngineClient, options: NotebookOptions = {}): Notebook {
  const now = options.now ?? (() => performance.now());
  const store = createStore<NotebookState>(() => initialState(options));
  const get = store.getState;
  let history: History<Written> = EMPTY_HISTORY;
  // Experiments sent and not yet answered: the engine's echo of an older one must not overwrite a newer edit.
  let unanswered = 0;
  /** the last document the engine agreed to */
  let agreed = get().experiment;
  let controller: AbortController | null = null;

  let told = false;
  type Within = (change: () => void) => void;
  const asEdited: Within = (change) => change();
  /** What `change` does to the store is what the engine or a program says. */
  const asTold: Within = (change) => {
    told = true;
    try {
      change();
    } finally {
      told = false;
    }
  };
  const show = (change: Partial<NotebookState>): void => asTold(() => store.setState(change));

  const written = (): Written => {
    const { experiment, cells, variants } = get();
    return { experiment, cells, variants };
  };
  const setHistory = (next: History<Written>) => {
    history = next;
    store.setState({ canUndo: next.past.length > 0, canRedo: next.future.length > 0 });
  };
  const remember = (key: string | null) => setHistory(record(history, written(), key, now()));

  /** Shows `next` at once and takes it back if the engine refuses it. */
  async function send(next: Experiment, tell: () => Promise<Experiment>, within = asEdited): Promise<void> {
    within(() => store.setState({ experiment: next }));
    unanswered++;
    try {
      agreed = await tell();
      if (unanswered === 1) show({ experiment: shared(get().experiment, agreed) });
    } catch (thrown) {
      if (get().experiment === next) store.setState({ experiment: agreed });
      throw thrown;
    } finally {
      unanswered--;
    }
  }

  function acceptExperiment(experiment: Experiment): void {
    const present = get().experiment;
    if (unanswered > 0) return;
    agreed = experiment;
    if (same(present, experiment)) return;
    asTold(() => {
      // Steps back to another file would bring its columns without its rows.
      if (present.data.sha256 !== experiment.data.sha256) setHistory(EMPTY_HISTORY);
      else remember(null);
    });
    show({ experiment: shared(present, experiment) });
  }

  function acceptProgress(stage: StageName, progress: Progress): void {
    const { stages, livePoints } = get();
    const next = withProgress(stages, stage, progress);
    if (next === stages) return;
    const points = stage === "train" && progress.point ? [...livePoints, progress.point] : livePoints;
    show({ stages: next, livePoints: points });
  }

  function receive(event: EngineEvent): void {
    switch (event.type) {
      case "states": {
        const starts = event.states.train.state === "running" && get().stages.train.state !== "running";
        show({ stages: event.states, ...(starts ? { livePoints: [] } : {}) });
        return;
      }
      case "view":
        // Rows of another table mean nothing in this one.
        show({
          views: { ...get().views, [event.stage]: event.view },
          ...(event.stage === "read" ? { selection: null } : {}),
        });
        return;
      case "progress":
        return acceptProgress(event.stage, event.progress);
      case "experiment":
        return acceptExperiment(event.experiment);
      case "runs":
        show(sortedOut(event.runs));
        return;
      case "runs-changed":
        show(sortedOut(withRuns([...get().runs, ...get().binned], event)));
        return;
      case "predictor":
        show({ liveRunId: event.runId });
        return;
      case "search":
        show({ search: outlineOf(event.search) });
        return;
      case "search-kept":
        show({ search: get().search ?? event.outline });
        return;
      case "storage-failed":
        show({ saved: { failed: event.error.message }, notice: storageNotice(event.error.message) });
    }
  }

  async function merge(changes: PartialExperiment, within: Within): Promise<void> {
    const before = get().experiment;
    const next = shared(before, mergeExperiment(before, changes));
    if (next === before) return;
    within(() => remember(paths(changes).join(" ")));
    await send(next, () => client.configure(changes), within);
  }

  const hasFailedStage = () => Object.values(get().stages).some(({ state }) => state === "failed");

  async function run(stage: StageName): Promise<void> {
    if (isBusy(get().stages)) return;
    controller = new AbortController();
    try {
      await client.run({ upTo: stage, signal: controller.signal });
    } catch (thrown) {
      // The states before an answer are heard before it: the stage's cell tells what is wrong.
      if (isAbort(thrown) || hasFailedStage()) return;
      throw thrown;
    } finally {
      controller = null;
    }
  }

  async function travel(step: ReturnType<typeof back<Written>>): Promise<void> {
    if (!step) return;
    const { experiment: before, cells } = get();
    setHistory(step.history);
    store.setState({ cells: withFolds(step.value.cells, cells), variants: step.value.variants });
    if (!same(before, step.value.experiment)) {
      const { experiment } = step.value;
      await send(experiment, () => client.setExperiment(experiment));
    }
  }

  const setCells = (cells: readonly Cell[]) => {
    if (cells !== get().cells) store.setState({ cells });
  };

  const actions: NotebookActions = {
    async open(source, dialect, signal) {
      await client.open(source, dialect, signal);
    },
    edit: (changes) => merge(changes, asEdited),
    configure: (changes) => merge(changes, asTold),
    async replace(experiment) {
      const before = get().experiment;
      if (same(before, experiment)) return;
      remember(null);
      await send(experiment, () => client.setExperiment(experiment));
    },
    setVariants(variants) {
      if (canonicalJson(variants) === canonicalJson(get().variants)) return;
      remember(null);
      store.setState({ variants });
    },
    undo: () => travel(back(history, written())),
    redo: () => travel(forward(history, written())),
    runTo: run,
    runAll: () => run("evaluate"),
    interrupt() {
      controller?.abort();
      client.cancel();
    },
    setCurrent(current) {
      if (get().current !== current) store.setState({ current });
    },
    setFolded: (cellId, folded) => setCells(changed(get().cells, cellId, { folded })),
    addNote(after) {
      remember(null);
      const id = freshNoteId(get().cells);
      store.setState({
        cells: insertNote(get().cells, after, { id, kind: "note", folded: false, text: "" }),
        current: id,
      });
      return id;
    },
    editNote(cellId, text) {
      const next = changed(get().cells, cellId, { text });
      if (next === get().cells) return;
      remember(`note ${cellId}`);
      setCells(next);
    },
    moveCell(cellId, by) {
      const next = moved(get().cells, cellId, by);
      if (next === get().cells) return;
      remember(null);
      setCells(next);
    },
    removeNote(cellId) {
      const { cells, current } = get();
      const at = cells.findIndex((cell) => cell.id === cellId && cell.kind === "note");
      if (at < 0) return;
      remember(null);
      const next = cells.filter((cell) => cell.id !== cellId);
      store.setState({ cells: next, ...(current === cellId ? { current: next[Math.max(0, at - 1)].id } : {}) });
    },
    select(rows, from) {
      store.setState({ selection: { rows, from } });
    },
    clearSelection() {
      if (get().selection) store.setState({ selection: null });
    },
    annotate(row, annotation) {
      const { annotations, experiment } = get();
      const next = withAnnotation(annotations, experiment.data.sha256, row, annotation);
      if (next !== annotations) store.setState({ annotations: next });
    },
    compare: (toCompare) => store.setState({ toCompare }),
    notify: (notice) => store.setState({ notice }),
    dismissNotice: () => store.setState({ notice: null }),
  };

  const unsubscribe = client.subscribe(receive);
  return { store, actions, isTold: () => told, tell: show, dispose: unsubscribe };
}

function initialState({ experiment, cells, annotations, variants }: NotebookOptions): NotebookState {
  const all = cells ?? initialCells();
  return {
    experiment: experiment ?? defaultExperiment(),
    cells: all,
    current: all[0].id,
    stages: NEVER_RUN,
    views: {},
    livePoints: [],
    runs: [],
    binned: [],
    liveRunId: null,
    search: null,
    selection: null,
    annotations: annotations ?? {},
    variants: variants ?? null,
    toCompare: [],
    canUndo: false,
    canRedo: false,
    saved: null,
    notice: null,
  };
}

function storageNotice(detail: string): Notice {
  return {
    tone: "warn",
    title: "A result could not be kept for the next visit",
    detail: `Nothing is lost in this tab: ${detail}.`,
  };
}

function same(a: Experiment, b: Experiment): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** `next` with every part that says the same as before being the same object, so that only what changed renders. */
function shared(before: Experiment, next: Experiment): Experiment {
  const parts = Object.entries(next).map(([key, part]): [string, unknown] => {
    const old = before[key as keyof Experiment];
    return [key, canonicalJson(old) === canonicalJson(part) ? old : part];
  });
  const whole = parts.every(([key, part]) => part === before[key as keyof Experiment]);
  return whole ? before : (Object.fromEntries(parts) as unknown as Experiment);
}

/** Undo is about what was written; whether a cell is folded stays as it is now. */
function withFolds(cells: readonly Cell[], present: readonly Cell[]): readonly Cell[] {
  return cells.map((cell) => {
    const now = present.find((item) => item.id === cell.id);
    return now && now.folded !== cell.folded ? { ...cell, folded: now.folded } : cell;
  });
}

/** The dotted paths that a change touches: "model.trees". */
function paths(change: PartialExperiment, prefix = ""): string[] {
  return Object.entries(change).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? paths(value as PartialExperiment, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
