import { proxy, releaseProxy, wrap } from "comlink";
import type { Remote } from "comlink";
import type { Progress } from "../core/job";
import { STAGES } from "../pipeline/stage-state";
import type { StageName } from "../pipeline/stage-state";
import type { Engine } from "./engine";
import type { EngineClient, EngineEvent } from "./engine-api";
import type { EngineStart, EngineWorkerApi, Told } from "./engine-worker";
import type { WorkerHandle } from "./pool";
import { makeEventPatience } from "./event-patience";
import type { EventWaits } from "./event-patience";
import { gatherEvents } from "./gather-events";
import { abortError, crashError, installWireErrors } from "./wire-errors";
import { handleOf } from "./worker-handle";

interface Session {
  readonly handle: WorkerHandle;
  readonly api: Remote<EngineWorkerApi>;
  /** rejects when this worker is gone; never resolves */
  readonly gone: Promise<never>;
  /** resolves once a replaced engine has back what its predecessor kept */
  readonly ready: Promise<unknown>;
}

/**
 * The page's side of the engine. Every call is a race between the job and "the worker is gone", since a Comlink call
 * on a dead worker never settles. After a crash the next call starts a fresh engine and hands it what storage kept.
 * Events may be gathered for a while; those before an answer are always heard before it.
 */
export function makeEngineClient(
  options: Partial<EngineStart> & { readonly waits?: EventWaits } = {},
  spawn: () => WorkerHandle = () =>
    handleOf(new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module", name: "scorebook-engine" })),
): EngineClient {
  installWireErrors();
  const listeners = new Set<(event: EngineEvent) => void>();
  let session: Session | null = null;
  let experiment: Extract<EngineEvent, { type: "experiment" }>["experiment"] | null = null;

  const events = gatherEvents<EngineEvent>(options.waits ? makeEventPatience(options.waits) : () => 0, (event) => {
    for (const listener of listeners) listener(event);
  });

  function emit(event: EngineEvent): void {
    if (event.type === "experiment") experiment = event.experiment;
    events.add(event);
  }

  function start(): Session {
    const handle = spawn();
    const api = wrap<EngineWorkerApi>(handle.endpoint);
    const gone = new Promise<never>((_, reject) => {
      handle.onCrash((message) => {
        if (session?.api === api) session = null;
        api[releaseProxy]();
        handle.terminate();
        reject(crashError(message));
      });
    });
    gone.catch(() => undefined);
    handle.endpoint.addEventListener("message", (message) => {
      const told = (message as MessageEvent<Partial<Told> | null>).data?.told;
      if (told) emit(told);
    });
    void api.start({
      workers: options.workers ?? null,
      share: options.share ?? true,
      rightOfWay: options.rightOfWay ?? null,
    });
    // A replaced engine has nothing: give it the document, and it brings the file and results back from storage.
    const ready = experiment ? api.call("restore", [experiment]).catch(() => undefined) : Promise.resolve();
    const started = { handle, api, gone, ready };
    session = started;
    return started;
  }

  function call<M extends keyof Engine>(
    method: M,
    args: unknown[],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Engine[M]>>> {
    if (signal?.aborted) return Promise.reject(abortError());
    const { api, gone, ready } = session ?? start();
    const answer = ready.then(() => api.call(method, args)) as Promise<Awaited<ReturnType<Engine[M]>>>;
    const told = Promise.race([answer, gone]).finally(events.flush);
    return signal ? raceAbort(told, signal) : told;
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restore: (document) => call("restore", [document]),
    wake: async (document) => {
      const restored = session ? null : call("restore", [document]);
      await Promise.all([restored, session?.api.warmUp()]);
    },
    open: (source, dialect, signal) => call("open", [source, dialect ?? {}], signal),
    preview: (dialect, source) => call("preview", [dialect, source]),
    rows: (start, end) => call("rows", [start, end]),
    rowsAt: (positions) => call("rowsAt", [Array.from(positions)]),
    configure: (changes) => call("configure", [changes]),
    setExperiment: (document) => call("setExperiment", [document]),
    run: async ({ upTo, onProgress, signal } = {}) => {
      const stop = onProgress ? forwardProgress(listeners, onProgress) : () => {};
      const cancel = () => void session?.api.call("cancel", []);
      signal?.addEventListener("abort", cancel);
      try {
        return await call("run", [upTo ?? "evaluate"]);
      } finally {
        signal?.removeEventListener("abort", cancel);
        stop();
      }
    },
    cancel: () => void call("cancel", []).catch(() => undefined),
    forecast: () => call("forecast", []),
    cleanExamples: (rows) => call("cleanExamples", [[...rows]]),
    vocabulary: (query) => call("vocabulary", [query]),
    penaltyPath: () => call("penaltyPath", []),
    importance: (onProgress, signal, repeats) =>
      reporting("importance", [repeats], { onProgress, signal, stop: "stopImportance" }),
    explainInputs: (runId) => call("explainInputs", [runId]),
    partialDependence: (query, onProgress, signal) =>
      reporting("partialDependence", [query], { onProgress, signal, stop: "stopDependence" }),
    explainPost: (query, signal) => call("explainPost", [query], signal),
    whatIf: (query, signal) => call("whatIf", [query], signal),
    predict: (record, signal, explain) => call("predict", [record, explain], signal),
    nearest: (record, count) => call("nearest", [record, count]),
    predictCsv,
    predictBatch: (rows) => call("predictBatch", [rows]),
    checkFile: (source, signal) => call("checkFile", [source], signal),
    predictRecords: (source) => call("predictRecords", [source]),
    backends: () => call("backends", []),
    predictorInputs: () => call("predictorInputs", []),
    runs: () => call("runs", []),
    loadRun: (runId) => call("loadRun", [runId]),
    usePredictor: (runId) => call("usePredictor", [runId]),
    changeRun: (runId, change) => call("changeRun", [runId, change]),
    deleteRun: (runId) => call("deleteRun", [runId]),
    restoreRun: (runId) => call("restoreRun", [runId]),
    emptyBin: () => call("emptyBin", []),
    slimRuns: (runIds) => call("slimRuns", [[...runIds]]),
    exportRun: (runId) => call("exportRun", [runId]),
    exportRuns: (runIds, format) => call("exportRuns", [[...runIds], format]),
    reproduce: (runId, onProgress, signal) =>
      reporting("reproduce", [runId], { onProgress, signal, stop: "stopReproducing" }),
    runVariants: (list, tag, onProgress, signal) =>
      reporting("runVariants", [list, tag], { onProgress, signal, stop: "stopVariants" }),
    importRun: (bytes) => call("importRun", [bytes]),
    shareRun: (runId, page) => call("shareRun", [runId, page]),
    autopilotState: () => call("autopilotState", []),
    autopilot: (options) => call("autopilot", [options]),
    stopAutopilot: () => call("stopAutopilot", []),
    searchState: () => call("searchState", []),
    search: (anew) => call("search", [anew]),
    pauseSearch: () => call("pauseSearch", []),
    stopSearch: () => call("stopSearch", []),
    compareRuns: (firstId, secondId) => call("compareRuns", [firstId, secondId]),
    slices: (query, onProgress, signal) => reporting("slices", [query], { onProgress, signal, stop: "stopSlices" }),
    missingChoices: (onProgress, signal) =>
      reporting("missingChoices", [], { onProgress, signal, stop: "stopMissing" }),
    residuals: (query) => call("residuals", [query]),
    compareErrors: (firstId, secondId, slices) => call("compareErrors", [firstId, secondId, slices]),
    rowsWhere: (query, where) => call("rowsWhere", [query, where]),
    allowShipping: (runId, allow) => call("allowShipping", [runId, allow]),
  };

  function predictCsv(
    ...[source, onProgress, signal]: Parameters<EngineClient["predictCsv"]>
  ): ReturnType<EngineClient["predictCsv"]> {
    if (signal?.aborted) return Promise.reject(abortError());
    const { api, gone } = session ?? start();
    const answer = Promise.race([api.predictCsv(source, onProgress ? proxy(onProgress) : undefined), gone]);
    return signal ? raceAbort(answer, signal) : answer;
  }

  /** A long measurement that tells how far it is. Aborted, the engine frees the cores; the caller does not wait for its word. */
  function reporting<M extends keyof Engine>(
    method: M,
    args: unknown[],
    {
      onProgress,
      signal,
      stop,
    }: {
      readonly onProgress: ((progress: Progress) => void) | undefined;
      readonly signal: AbortSignal | undefined;
      readonly stop: keyof Engine;
    },
  ): Promise<Awaited<ReturnType<Engine[M]>>> {
    if (signal?.aborted) return Promise.reject(abortError());
    const { api, gone, ready } = session ?? start();
    const job = ready.then(() => api.reporting(method, args, onProgress ? proxy(onProgress) : undefined));
    const answer = Promise.race([job, gone]) as Promise<Awaited<ReturnType<Engine[M]>>>;
    if (!signal) return answer;
    const onAbort = () => void api.call(stop, []);
    signal.addEventListener("abort", onAbort);
    return raceAbort(answer, signal).finally(() => signal.removeEventListener("abort", onAbort));
  }
}

/** Tells of every stage that begins, though it be over before it has anything to report, and of what it reports. */
function forwardProgress(
  listeners: Set<(event: EngineEvent) => void>,
  onProgress: (stage: StageName, progress: Progress) => void,
): () => void {
  let running: readonly StageName[] = [];
  const listener = (event: EngineEvent) => {
    if (event.type === "progress") onProgress(event.stage, event.progress);
    if (event.type !== "states") return;
    const before = running;
    running = STAGES.filter((stage) => event.states[stage].state === "running");
    for (const stage of running) if (!before.includes(stage)) onProgress(stage, { done: 0, total: 1 });
  };
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** An abandoned call: its late answer is dropped, the engine itself goes on. */
function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError());
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
