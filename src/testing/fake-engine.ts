import type { EngineClient, EngineEvent, PredictorInput, StageViews } from "../compute/engine-api";
import { DataError } from "../core/errors";
import { defaultExperiment, mergeExperiment, parseExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import { stagesUpTo } from "../pipeline/stage-keys";
import { STAGES } from "../pipeline/stage-state";
import type { StageError, StageName, StageState, StageStates } from "../pipeline/stage-state";
import { comparePredictions, sidesOf } from "../pipeline/validate/compare-task";
import type { Prediction, Run } from "../pipeline/views";
import { FAKE_VALIDATION } from "./fake-validation";
import {
  FAKE_CLEAN,
  FAKE_FEATURES,
  FAKE_QUALITY,
  FAKE_ROWS,
  FAKE_SPLIT,
  fakeCurve,
  fakeDataView,
  fakeEvaluate,
  fakeRecord,
  fakeRun,
  fakeTrain,
} from "./fake-views";

export interface FakeEngineOptions {
  /** how long a stage takes; 0 (the default) runs as fast as promises resolve */
  readonly stageMs?: number;
}

/** An engine that computes nothing and behaves like one: same states, same events, same refusals. */
export interface FakeEngine extends EngineClient {
  emit(event: EngineEvent): void;
  /** the next run of this stage fails with this */
  failNext(stage: StageName, error: StageError): void;
  /** every document it was given, in order */
  readonly received: Experiment[];
}

const INPUTS: readonly PredictorInput[] = [
  { column: "title", kind: "text" },
  { column: "body", kind: "text" },
  { column: "tag", kind: "category", categories: ["Physics", "Biology", "Medicine", "Chemistry"] },
];

const SECTION_OF: Readonly<Record<string, StageName>> = {
  data: "read",
  cleaning: "clean",
  split: "split",
  features: "features",
  model: "train",
  evaluation: "evaluate",
};

/** It has no table to slice. */
const noRows = () => new DataError("not-ready", "no file is open: open a CSV or the sample first");

export function makeFakeEngine({ stageMs = 0 }: FakeEngineOptions = {}): FakeEngine {
  const listeners = new Set<(event: EngineEvent) => void>();
  const failures = new Map<StageName, StageError>();
  const received: Experiment[] = [];
  const elapsed: Record<StageName, number> = {
    read: 400,
    clean: 1200,
    split: 8,
    features: 600,
    train: 6500,
    evaluate: 900,
    quality: 300,
    validate: 2000,
    behaviour: 300,
  };
  let experiment = defaultExperiment();
  let states = Object.fromEntries(STAGES.map((stage) => [stage, { state: "never" }])) as unknown as StageStates;
  let runs: Run[] = [];
  let live: string | null = null;
  let cancelled = false;

  const emit = (event: EngineEvent) => listeners.forEach((listener) => listener(event));
  const setState = (stage: StageName, state: StageState) => {
    states = { ...states, [stage]: state };
    emit({ type: "states", states });
  };
  const pause = (ms: number) => new Promise<void>((done) => (ms > 0 ? setTimeout(done, ms) : queueMicrotask(done)));
  const viewOf = (stage: StageName): StageViews[StageName] =>
    ({
      read: () => fakeDataView(experiment.data.file),
      clean: () => FAKE_CLEAN,
      split: () => FAKE_SPLIT,
      features: () => FAKE_FEATURES,
      train: () => fakeTrain(experiment),
      evaluate: () => fakeEvaluate(experiment),
      quality: () => FAKE_QUALITY,
      validate: () => FAKE_VALIDATION,
      behaviour: () => ({ runHash: "", tests: [], elapsedMs: 300 }),
    })[stage]();

  function accept(next: Experiment): Experiment {
    received.push(next);
    const changed = Object.entries(SECTION_OF).find(
      ([section]) =>
        JSON.stringify(next[section as keyof Experiment]) !== JSON.stringify(experiment[section as keyof Experiment]),
    );
    experiment = next;
    if (changed) markStale(changed[1]);
    emit({ type: "experiment", experiment });
    return experiment;
  }

  function markStale(from: StageName): void {
    for (const stage of STAGES.slice(STAGES.indexOf(from))) {
      const state = states[stage];
      if (state.state === "fresh")
        states = { ...states, [stage]: { state: "stale", elapsedMs: state.elapsedMs, because: from } };
    }
    emit({ type: "states", states });
  }

  async function runStage(stage: StageName, onProgress?: Parameters<EngineClient["run"]>[0]): Promise<void> {
    const curve = fakeCurve(40);
    const steps = stage === "train" ? curve.length : 4;
    for (let step = 0; step < steps && !cancelled; step++) {
      const progress = {
        done: step,
        total: steps,
        unit: stage === "train" ? "epoch" : "rows",
        note: stage === "train" ? `epoch ${step} of ${steps}` : undefined,
        point: stage === "train" ? curve[step] : undefined,
      };
      const remainingMs = step === 0 ? null : (stageMs * (steps - step)) / steps;
      setState(stage, { state: "running", elapsedMs: (elapsed[stage] * step) / steps, progress, remainingMs });
      emit({ type: "progress", stage, progress });
      onProgress?.onProgress?.(stage, progress);
      await pause(stageMs / steps);
    }
    const failure = failures.get(stage);
    if (failure && !cancelled) {
      failures.delete(stage);
      setState(stage, { state: "failed", elapsedMs: elapsed[stage], error: failure });
      throw Object.assign(new Error(failure.message), failure);
    }
  }

  async function run(options: Parameters<EngineClient["run"]>[0] = {}): Promise<Run | null> {
    const upTo = options?.upTo ?? "evaluate";
    if (experiment.data.file === "")
      throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
    cancelled = false;
    options?.signal?.addEventListener("abort", () => (cancelled = true));
    const before = states;
    const todo = stagesUpTo(upTo).filter((stage) => states[stage].state !== "fresh");
    for (const stage of todo) states = { ...states, [stage]: { state: "queued" } };
    emit({ type: "states", states });
    try {
      for (const stage of todo) {
        await runStage(stage, options);
        if (cancelled) throw Object.assign(new Error("interrupted"), { name: "AbortError" });
        emit({ type: "view", stage, view: viewOf(stage) });
        setState(stage, { state: "fresh", elapsedMs: elapsed[stage], reused: false });
      }
    } catch (thrown) {
      for (const stage of todo) {
        if (["queued", "running"].includes(states[stage].state)) states = { ...states, [stage]: before[stage] };
      }
      emit({ type: "states", states });
      throw thrown;
    }
    if (upTo !== "evaluate") return null;
    const made = fakeRun(runs.length + 1, experiment);
    runs = [...runs, made];
    live = made.id;
    emit({ type: "runs", runs });
    emit({ type: "predictor", runId: live });
    return made;
  }

  function predict(record: Readonly<Record<string, string>>): Prediction {
    const words = `${record.title ?? ""} ${record.body ?? ""}`.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    const values = [...new Set(words)].map((label) => ({
      block: "text" as const,
      column: "title",
      label,
      value: (((label.length * 7919) % 41) - 16) * 60,
    }));
    values.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    const rest = values.slice(8).reduce((sum, { value }) => sum + value, 0);
    const contributions = [...values.slice(0, 8), { block: "rest" as const, column: "", label: "rest", value: rest }];
    const score = 3716 + contributions.reduce((sum, { value }) => sum + value, 0);
    return {
      score,
      interval: { low: Math.max(0, score - 3900), high: score + 3200, coverage: 0.8 },
      base: 3716,
      contributions,
      missing: INPUTS.filter(({ column }) => !record[column]).map(({ column }) => column),
      unseenTokens: words.filter((word) => word.length > 12),
      unseenCategories: [],
      latencyMs: 0.3 + (words.length % 7) / 10,
      cached: false,
    };
  }

  const findRun = (id: string) => runs.find((run) => run.id === id)!;
  const noteRun = (id: string, notes: Partial<Run>) => {
    runs = runs.map((run) => (run.id === id ? ({ ...run, ...notes } as Run) : run));
    emit({ type: "runs", runs });
  };

  const needRun = () => {
    if (live === null)
      throw new DataError("not-ready", "no model is trained yet: run the notebook, or load a run file");
  };

  return {
    received,
    emit,
    failNext: (stage, error) => void failures.set(stage, error),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async wake() {},
    async restore(document) {
      experiment = parseExperiment(document);
      emit({ type: "experiment", experiment });
      return false;
    },
    async open(source) {
      const file = source.kind === "url" ? (source.name ?? source.url) : source.name;
      await pause(0);
      const view = fakeDataView(file);
      accept(mergeExperiment(experiment, { data: { file, sha256: view.sha256 }, problem: { target: "score" } }));
      markStale("read");
      emit({ type: "view", stage: "read", view });
      setState("read", { state: "fresh", elapsedMs: elapsed.read, reused: false });
      return view;
    },
    async preview() {
      const { dialect, columns } = fakeDataView("preview");
      const rows = [0, 1, 2].map((row) => Object.values(fakeRecord(row)));
      return { header: columns.map(({ name }) => name), rows, dialect, problems: [], partial: false };
    },
    rows: async (start, end) =>
      Array.from({ length: Math.max(0, Math.min(end, FAKE_ROWS) - start) }, (_, i) => fakeRecord(start + i)),
    rowsAt: async (positions) => Array.from(positions, fakeRecord),
    configure: async (changes) => accept(mergeExperiment(experiment, changes)),
    setExperiment: async (document) => accept(parseExperiment(document)),
    run,
    cancel: () => void (cancelled = true),
    forecast: async () => ({
      stages: [{ stage: "features", bytes: 860_000 }],
      totalBytes: 184_000_000,
      limitBytes: 2e9,
      fits: true,
      remedies: [],
    }),
    cleanExamples: async () => [],
    vocabulary: async () => ({
      total: 1,
      terms: [{ term: "ice", column: "title", documents: 212, idf: 3.7, weight: 41 }],
    }),
    async predict(record, signal) {
      await pause(stageMs ? 12 : 0);
      signal?.throwIfAborted();
      needRun();
      return predict(record);
    },
    async nearest(_record, count) {
      needRun();
      return Array.from({ length: count }, (_, i) => ({
        row: i,
        cosine: 0.36 - i * 0.05,
        target: Number(fakeRecord(i).score),
        record: fakeRecord(i),
      }));
    },
    async predictCsv(_source, onProgress) {
      needRun();
      for (let done = 0; done <= 4; done++) {
        onProgress?.({ done: done * 250, total: 1000, unit: "rows" });
        await pause(stageMs / 4);
      }
      return { csv: "title,predicted_score\r\nWhy is ice slippery?,4101\r\n", rows: 1000 };
    },
    predictBatch: async (rows) => rows.map((row) => ({ score: predict(row).score })),
    predictRecords: async () => [],
    backends: async () => [],
    penaltyPath: () => Promise.reject(new Error("the fake engine fits no paths")),
    importance: () => Promise.reject(new Error("the fake engine shuffles nothing")),
    autopilotState: async () => ({ autopilot: null, isCurrent: false }),
    autopilot: () => Promise.reject(new Error("the fake engine tries nothing")),
    stopAutopilot: async () => {},
    searchState: async () => ({ search: null, isCurrent: false }),
    search: () => Promise.reject(new Error("the fake engine searches nothing")),
    pauseSearch: async () => {},
    stopSearch: async () => {},
    explainInputs: async () => null,
    partialDependence: () => Promise.reject(new Error("the fake engine sets no inputs")),
    explainPost: () => Promise.reject(new Error("the fake engine takes nothing apart")),
    whatIf: () => Promise.reject(new Error("the fake engine edits no posts")),
    predictorInputs: async () => (live === null ? null : INPUTS),
    runs: async () => runs.filter(({ deletedAt }) => deletedAt === undefined),
    async usePredictor(runId) {
      live = runId;
      emit({ type: "predictor", runId });
    },
    exportRun: async () => new Uint8Array([1, 2, 3]),
    async shareRun() {
      return new Uint8Array(0);
    },
    async importRun() {
      const made = fakeRun(runs.length + 1, experiment);
      runs = [...runs, made];
      live = made.id;
      emit({ type: "runs", runs });
      emit({ type: "predictor", runId: live });
      return made;
    },
    loadRun: async (runId) => findRun(runId),
    async changeRun(runId, change) {
      noteRun(runId, change);
      return findRun(runId);
    },
    deleteRun: async (runId) => noteRun(runId, { deletedAt: "2026-01-03T00:00:00.000Z" }),
    restoreRun: async (runId) => noteRun(runId, { deletedAt: undefined }),
    async emptyBin() {
      runs = runs.filter(({ deletedAt }) => deletedAt === undefined);
      emit({ type: "runs", runs });
    },
    slimRuns: async (runIds) => runIds.forEach((id) => noteRun(id, { isSlim: true })),
    reproduce: () => Promise.reject(new Error("the fake engine runs nothing again")),
    runVariants: () => Promise.reject(new Error("the fake engine runs nothing beside the notebook")),
    exportRuns: async () => new Uint8Array([1, 2, 3]),
    async compareRuns(firstId, secondId) {
      return comparePredictions({ ...sidesOf(findRun(firstId), findRun(secondId)), confidence: 0.95 });
    },
    slices: () => Promise.reject(noRows()),
    checkFile: async () => ({ rows: 0, judged: 0, broken: [], skipped: [] }),
    missingChoices: () => Promise.reject(noRows()),
    residuals: () => Promise.reject(noRows()),
    compareErrors: () => Promise.reject(noRows()),
    rowsWhere: () => Promise.reject(noRows()),
    async allowShipping(runId, allow) {
      const override = allow ? ({ at: "2026-01-01T00:00:00Z", metric: "rmse", bar: 50, mean: 61 } as const) : undefined;
      noteRun(runId, { override });
    },
  };
}
