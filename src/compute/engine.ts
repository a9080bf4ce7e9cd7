import { DataError, invariant, isAbort } from "../core/errors";
import type { Json } from "../core/errors";
import type { Progress } from "../core/job";
import { defaultExperiment, mergeExperiment, parseExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import { hashValue } from "../experiment/content-hash";
import type { Experiment } from "../experiment/schema";
import type { Executor } from "../pipeline/executor";
import { forecastMemory } from "../pipeline/forecast";
import { adoptFile, reconcileTarget, resolveInputs } from "../pipeline/inputs";
import { Pipeline } from "../pipeline/pipeline";
import { STAGES } from "../pipeline/stage-state";
import type { StageName } from "../pipeline/stage-state";
import { cleanExamples } from "../pipeline/stages/clean-stage";
import { STAGE_FUNCTIONS } from "../pipeline/stages/stages";
import type { BlobLike, StageOutputs, TrainNetwork } from "../pipeline/stages/stage-run";
import { queryTerms } from "../pipeline/terms";
import type { TermQuery } from "../pipeline/terms";
import type { Forecast, Neighbour, Prediction, PreviewView, Run, RunEnvironment } from "../pipeline/views";
import { nearestRows } from "../predictor/nearest";
import { predictCsvText } from "../predictor/predict-csv";
import { makePredictor } from "../predictor/predictor";
import type { Predictor } from "../predictor/predictor";
import { packRun, unpackRun } from "../predictor/run-file";
import type { PredictorValue } from "../predictor/predictor-value";
import { cellText } from "../core/table/cells";
import { pack, unpack } from "../core/binary/pack";
import type { DialectChange, EngineEvent, Source } from "./engine-api";
import type { EngineStorage } from "./storage";
import { abortError, toWireError } from "./wire-errors";

export interface EngineHost {
  readonly executor: Executor;
  readonly trainNetwork: TrainNetwork;
  readonly compareBackends: () => Promise<unknown>;
  readonly storage: EngineStorage;
  readonly emit: (event: EngineEvent) => void;
  readonly environment: Omit<RunEnvironment, "backend">;
  readonly now: () => number;
  readonly fetch: (url: string) => Promise<Response>;
  /** bytes the page is believed to be allowed */
  readonly memoryLimit: number;
}

const AUTOMATIC = { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" } as const;

/** Rows up to which the nearest posts are looked for even if that means making the matrix again after a reload. */
const ROWS_TO_REBUILD_FOR_NEIGHBOURS = 50_000;

/**
 * The engine: holds the file, the stage cache, the runs and the live predictor, and answers the page. Long work goes
 * to the pool, so it answers at once while a model trains.
 */
export function makeEngine(host: EngineHost) {
  const { executor, storage, emit, now } = host;
  let running: AbortController | null = null;
  let runs: Run[] = [];
  let live: { runId: string | null; predictor: Predictor; value: PredictorValue } | null = null;
  /** run id by evaluate key: running again what is fresh gives the same run back */
  const runByKey = new Map<string, string>();

  const pipeline = new Pipeline(
    {
      executor,
      trainNetwork: host.trainNetwork,
      stages: STAGE_FUNCTIONS,
      now,
      onStates: (states) => emit({ type: "states", states }),
      onProgress: (stage, progress) => emit({ type: "progress", stage, progress }),
      onResult: (stage, key, view, elapsedMs) => {
        emit({ type: "view", stage, view });
        keep(storage.saveResult({ stage, key, view, elapsedMs }));
      },
      toError: toWireError,
    },
    defaultExperiment(),
  );

  /** Storage fails without taking the work with it: the page is told, the result stays in memory. */
  function keep(saving: Promise<void>): void {
    saving.catch((thrown: unknown) => emit({ type: "storage-failed", error: toWireError(thrown) }));
  }

  function setExperiment(experiment: Experiment): Experiment {
    pipeline.setExperiment(experiment);
    emit({ type: "experiment", experiment });
    return experiment;
  }

  function goLive(runId: string | null, value: PredictorValue): void {
    live = { runId, value, predictor: makePredictor(value, now) };
    emit({ type: "predictor", runId });
  }

  async function blobOf(source: Source): Promise<{ name: string; blob: Blob }> {
    switch (source.kind) {
      case "bytes":
        return { name: source.name, blob: new Blob([source.bytes as Uint8Array<ArrayBuffer>]) };
      case "blob":
        return source;
      case "text":
        return { name: source.name, blob: new Blob([source.text]) };
      case "url": {
        const name = source.name ?? decodeURIComponent(new URL(source.url).pathname.split("/").pop() || "data.csv");
        let response: Response;
        try {
          response = await host.fetch(source.url);
        } catch (thrown) {
          throw new DataError(
            "fetch-failed",
            `${source.url} could not be fetched: ${(thrown as Error).message}. The address may be wrong, the network off, or the site may not allow other pages to read it: download the file and drop it here`,
            { url: source.url },
          );
        }
        if (!response.ok) {
          throw new DataError("fetch-failed", `${source.url} answered ${response.status} ${response.statusText}`, {
            url: source.url,
            status: response.status,
          });
        }
        return { name, blob: await response.blob() };
      }
    }
  }

  async function open(source: Source, dialect: DialectChange = {}, signal?: AbortSignal) {
    const file = await blobOf(source);
    const before = pipeline.experiment;
    const sha256 = await sha256Of(file.blob);
    const same = sha256 === before.data.sha256;
    const candidate = mergeExperiment(before, {
      data: { ...(same ? {} : AUTOMATIC), ...dialect, file: file.name, sha256 },
    } as PartialExperiment);
    const started = now();
    const reading = new AbortController();
    signal?.addEventListener("abort", () => reading.abort());
    const stageRun = {
      experiment: candidate,
      file,
      outputs: {} as StageOutputs,
      previous: {},
      executor,
      trainNetwork: host.trainNetwork,
      signal: reading.signal,
      onProgress: (progress: Progress) => emit({ type: "progress", stage: "read" as const, progress }),
    };
    const output = await STAGE_FUNCTIONS.read(stageRun);
    const elapsedMs = now() - started;
    pipeline.setFile(file);
    // Column settings of the old file that the new one lacks would only be refused later: adopt what fits.
    const adopted = adoptFile(candidate, output.view);
    const experiment = parseExperiment({
      ...candidate,
      problem: { ...candidate.problem, ...adopted.problem },
      data: { ...candidate.data, ...adopted.data },
    });
    pipeline.setExperiment(experiment);
    pipeline.put("read", output, elapsedMs);
    setExperiment(experiment);
    keep(storage.saveFile(sha256, file.name, file.blob));
    return output.view;
  }

  async function run(upTo: StageName = "evaluate", signal?: AbortSignal): Promise<Run | null> {
    const controller = new AbortController();
    signal?.addEventListener("abort", () => controller.abort());
    running = controller;
    const { experiment } = pipeline;
    try {
      const output = await pipeline.run(upTo, controller.signal);
      if (upTo !== "evaluate") return null;
      return keepRun(experiment, output as StageOutputs["evaluate"]);
    } finally {
      if (running === controller) running = null;
    }
  }

  function keepRun(experiment: Experiment, evaluated: StageOutputs["evaluate"]): Run {
    const key = hashValue(experiment);
    const known = runs.find(({ id }) => id === runByKey.get(key));
    if (known) {
      if (live?.runId !== known.id) goLive(known.id, evaluated.predictor);
      return known;
    }
    const states = pipeline.states();
    const ms = (stage: StageName) => {
      const state = states[stage];
      return state.state === "fresh" ? state.elapsedMs : 0;
    };
    const split = pipeline.current("split");
    const train = pipeline.current("train");
    invariant(split && train, "a run was evaluated without its split and model");
    const { view } = evaluated;
    const made: Run = {
      id: crypto.randomUUID(),
      name: `Run ${runs.length + 1}`,
      createdAt: new Date().toISOString(),
      hash: key,
      experiment,
      environment: { ...host.environment, backend: train.backend },
      metrics: view.metrics,
      baselines: view.baselines,
      timings: {
        parse: ms("read"),
        clean: ms("clean"),
        split: ms("split"),
        features: ms("features"),
        train: ms("train"),
        evaluate: ms("evaluate"),
      },
      memory: view.memory,
      split: { trainRows: split.rows.train.length, testRows: [...split.rows.test] },
      history: train.history,
      evaluate: view,
    };
    runs = [...runs, made];
    runByKey.set(key, made.id);
    goLive(made.id, evaluated.predictor);
    keep(storage.saveRun(made, pack(evaluated.predictor)));
    emit({ type: "runs", runs });
    return made;
  }

  function predictorOrThrow(): Predictor {
    if (live) return live.predictor;
    throw new DataError("not-ready", "no model is trained yet: run the notebook, or load a run file");
  }

  function runOrThrow(runId: string): Run {
    const found = runs.find(({ id }) => id === runId);
    if (!found) throw new DataError("not-ready", `there is no run ${JSON.stringify(runId)}`, { runId });
    return found;
  }

  async function predictorOf(runId: string): Promise<PredictorValue> {
    if (live?.runId === runId) return live.value;
    const bytes = await storage.loadPredictor(runId);
    if (!bytes)
      throw new DataError("damaged-file", `the model of run ${runId} is no longer in this browser's storage`, {
        runId,
      });
    return unpack(bytes) as PredictorValue;
  }

  function tableOrThrow() {
    const read = pipeline.current("read");
    if (!read) throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
    return read.table;
  }

  async function recordsOf(source: Source, onProgress?: (progress: Progress) => void) {
    const { blob } = await blobOf(source);
    return executor.run(
      "readRecords",
      { blob: blob as BlobLike, dialect: AUTOMATIC },
      onProgress ? { onProgress } : undefined,
    );
  }

  function rowsAt(positions: ArrayLike<number>): Record<string, string>[] {
    const { columns, rowCount } = tableOrThrow();
    return Array.from(positions, (row) => {
      if (!(row >= 0 && row < rowCount))
        throw new DataError("invalid-option", `row must be from 0 to ${rowCount - 1}, got ${row}`);
      return Object.fromEntries(columns.map((column) => [column.name, cellText(column.cells, row)]));
    });
  }

  return {
    open,
    run,
    rowsAt,

    async restore(experiment: Experiment): Promise<boolean> {
      const current = parseExperiment(experiment);
      runs = [...(await storage.loadRuns())].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
      for (const { id, hash } of runs) runByKey.set(hash, id);
      emit({ type: "runs", runs });
      pipeline.setExperiment(current);
      const kept = await storage.loadResults();
      for (const stage of STAGES) {
        const result = kept.find((candidate) => candidate.stage === stage);
        if (!result) continue;
        pipeline.restore(stage, result.key, result.view, result.elapsedMs);
        emit({ type: "view", stage, view: result.view as never });
      }
      const wanted = runByKey.get(hashValue(current)) ?? runs.at(-1)?.id;
      if (wanted !== undefined) {
        const bytes = await storage.loadPredictor(wanted);
        if (bytes) goLive(wanted, unpack(bytes) as PredictorValue);
      }
      setExperiment(current);
      const file = current.data.sha256 === "" ? null : await storage.loadFile(current.data.sha256);
      if (!file) return false;
      pipeline.setFile(file);
      await pipeline.run("read");
      return true;
    },

    async preview(dialect: DialectChange, source?: Source): Promise<PreviewView> {
      const file = source ? await blobOf(source) : pipeline.file;
      if (!file) throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
      const { delimiter, encoding, header, quote } = { ...pipeline.experiment.data, ...dialect };
      return executor.run("preview", { blob: file.blob as BlobLike, dialect: { delimiter, encoding, header, quote } });
    },

    rows(start: number, end: number): Record<string, string>[] {
      const { rowCount } = tableOrThrow();
      const from = Math.max(0, Math.min(start, rowCount));
      const to = Math.max(from, Math.min(end, rowCount));
      return rowsAt(Array.from({ length: to - from }, (_, i) => from + i));
    },

    async configure(changes: PartialExperiment): Promise<Experiment> {
      const merged = mergeExperiment(pipeline.experiment, changes);
      const experiment = setExperiment(parseExperiment(reconcileTarget(pipeline.experiment, merged)));
      await rereadIfCheap();
      return experiment;
    },

    async setExperiment(document: Experiment): Promise<Experiment> {
      const experiment = setExperiment(parseExperiment(document));
      await rereadIfCheap();
      return experiment;
    },

    cancel(): void {
      running?.abort(abortError());
    },

    async forecast(): Promise<Forecast> {
      return forecastMemory(
        pipeline.experiment,
        pipeline.currentView("read"),
        pipeline.currentView("clean"),
        host.memoryLimit,
      );
    },

    async cleanExamples(rows: readonly number[]) {
      const table = tableOrThrow();
      const view = pipeline.currentView("read");
      const { features } = resolveInputs(pipeline.experiment, view?.columns ?? []);
      return cleanExamples(table, features.text, pipeline.experiment.cleaning, rows);
    },

    async vocabulary(query: TermQuery) {
      const features =
        pipeline.current("features") ?? (pipeline.currentView("features") ? await pipeline.run("features") : null);
      return queryTerms(features?.terms ?? [], query);
    },

    predict(record: Readonly<Record<string, string>>): Prediction {
      return predictorOrThrow().predict(record);
    },

    predictBatch(rows: readonly Readonly<Record<string, string>>[]) {
      return predictorOrThrow().predictBatch(rows);
    },

    async predictRecords(source: Source) {
      const predictor = predictorOrThrow();
      const { header, rows } = await recordsOf(source);
      return predictor.predictBatch(
        rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""]))),
      );
    },

    backends: () => host.compareBackends(),

    predictorInputs() {
      return live?.value.inputs ?? null;
    },

    async predictCsv(source: Source, onProgress?: (progress: Progress) => void) {
      const predictor = predictorOrThrow();
      const table = await recordsOf(source, onProgress);
      return predictCsvText(predictor, table, live?.value.target ?? "score", onProgress);
    },

    async nearest(record: Readonly<Record<string, string>>, count: number): Promise<readonly Neighbour[]> {
      const value = live?.value;
      if (!value) throw new DataError("not-ready", "no model is trained yet: run the notebook, or load a run file");
      const table = pipeline.current("read")?.table;
      if (!table) return [];
      let features = pipeline.current("features");
      if (
        !features &&
        pipeline.currentView("features") &&
        table.rowCount <= ROWS_TO_REBUILD_FOR_NEIGHBOURS &&
        !running
      ) {
        features = await pipeline.run("features");
      }
      const split = pipeline.current("split");
      const target = table.columns.find(({ name }) => name === value.target);
      if (!features || !split || !target?.values) return [];
      const { values } = target;
      const row = makePredictor({ ...value, features: features.fitted }, now).vectorize(record);
      return nearestRows(features.matrix, features.fitted, split.rows.train, row, count).map(
        ({ row: position, cosine }) => ({
          row: position,
          cosine,
          target: values[position],
          record: rowsAt([position])[0],
        }),
      );
    },

    runs: (): readonly Run[] => runs,

    async usePredictor(runId: string): Promise<void> {
      runOrThrow(runId);
      goLive(runId, await predictorOf(runId));
    },

    async exportRun(runId: string): Promise<Uint8Array> {
      return packRun(runOrThrow(runId), await predictorOf(runId));
    },

    async importRun(bytes: Uint8Array): Promise<Run> {
      const { run: imported, predictor } = unpackRun<Run>(bytes);
      runs = [...runs.filter(({ id }) => id !== imported.id), imported];
      runByKey.set(imported.hash, imported.id);
      goLive(imported.id, predictor);
      keep(storage.saveRun(imported, pack(predictor)));
      emit({ type: "runs", runs });
      return imported;
    },

    async deleteRun(runId: string): Promise<void> {
      const { hash } = runOrThrow(runId);
      runs = runs.filter(({ id }) => id !== runId);
      runByKey.delete(hash);
      await storage.deleteRun(runId);
      emit({ type: "runs", runs });
    },
  };

  /** A change of type or dialect shows at once: it re-reads without being asked, where that is quick. */
  async function rereadIfCheap(): Promise<void> {
    if (!pipeline.file || pipeline.file.blob.size > 20_000_000 || pipeline.current("read")) return;
    try {
      await pipeline.run("read");
      const view = pipeline.currentView("read");
      if (view) {
        const adopted = adoptFile(pipeline.experiment, view);
        const target =
          pipeline.experiment.problem.target === adopted.problem?.target ? {} : { problem: adopted.problem };
        const next = mergeExperiment(pipeline.experiment, target as PartialExperiment);
        setExperiment(parseExperiment({ ...next, data: adopted.data }));
      }
    } catch (thrown) {
      // The stage's own state carries the failure to its cell; nothing else is lost.
      if (!isAbort(thrown) && (thrown as { name?: Json }).name !== "DataError") throw thrown;
    }
  }
}

export type Engine = ReturnType<typeof makeEngine>;

async function sha256Of(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
