import type { Progress } from "../core/job";
import { hashExperiment } from "../experiment/content-hash";
import { hashModel, hashTestPart } from "../experiment/model-hash";
import { defaultExperiment, mergeExperiment, parseExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import type { Executor } from "../pipeline/executor";
import { forecastMemory } from "../pipeline/forecast";
import { reconcileTarget, resolveInputs, withTaskOfTarget } from "../pipeline/inputs";
import { Pipeline } from "../pipeline/pipeline";
import { runImportance } from "../pipeline/run-importance";
import { nextRunName } from "../pipeline/runs/run-summary";
import { runPenaltyPath } from "../pipeline/run-penalty-path";
import { outlineOf } from "../pipeline/search/search-outline";
import { STAGES } from "../pipeline/stage-state";
import type { StageName } from "../pipeline/stage-state";
import { cleanExamples } from "../pipeline/stages/clean-stage";
import { STAGE_FUNCTIONS } from "../pipeline/stages/stages";
import type { TrainNetwork } from "../pipeline/stages/stage-run";
import { queryTerms, termsOf } from "../pipeline/terms";
import type { BehaviourView } from "../pipeline/behaviour/behaviour-view";
import type { SharePage } from "../pipeline/share/share-page";
import type { ValidationView } from "../pipeline/validate/validation-view";
import type { TermQuery } from "../pipeline/terms";
import type { Forecast } from "../pipeline/forecast-view";
import type { Run, RunEnvironment } from "../pipeline/views";
import type { EngineEvent } from "./engine-api";
import { MS_BEFORE_UNASKED, makeBehaviour } from "./engine-behaviour";
import { makeFileMethods } from "./engine-file";
import { makePredictMethods } from "./engine-predict";
import { makeRunMethods } from "./engine-runs";
import { later } from "./later";
import { makeRun } from "./make-run";
import type { RunPeers } from "./run-peers";
import { RunShelf } from "./run-shelf";
import { makeMemorySearchStorage } from "./search-storage";
import type { SearchStorage } from "./search-storage";
import type { EngineStorage } from "./storage";
import { abortError, toWireError } from "./wire-errors";

export interface EngineHost {
  readonly executor: Executor;
  readonly trainNetwork: TrainNetwork;
  readonly compareBackends: () => Promise<unknown>;
  readonly storage: EngineStorage;
  /** absent: a search is forgotten with the engine */
  readonly searchStorage?: SearchStorage;
  readonly peers?: RunPeers;
  readonly emit: (event: EngineEvent) => void;
  readonly environment: Omit<RunEnvironment, "backend">;
  readonly now: () => number;
  readonly fetch: (url: string) => Promise<Response>;
  /** bytes the page is believed to be allowed */
  readonly memoryLimit: number;
  /** false where the data are checked only when a run asks for it; true by default */
  readonly checksUnasked?: boolean;
  /** as in PipelineHost */
  readonly untilDrawn?: () => Promise<void>;
}

/** Files up to which the data are checked without being asked. */
const ROWS_TO_CHECK_UNASKED = 100_000;

/**
 * The engine: holds the file, the stage cache, the runs and the live predictor, and answers the page. Long work goes
 * to the pool, so it answers at once while a model trains.
 */
export function makeEngine(host: EngineHost) {
  const { executor, storage, emit, now } = host;
  const shelf = new RunShelf({ storage, emit, now, keep, ...(host.peers && { peers: host.peers }) });
  let running: AbortController | null = null;
  let checking: AbortController | null = null;
  /** checks that made way for a run */
  let areChecksDue = false;
  let measuring: AbortController | null = null;
  let checkTimer: ReturnType<typeof setTimeout> | undefined;

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
        if (stage === "validate") noteValidation(view as ValidationView);
        if (stage === "behaviour") behaviour.note(view as BehaviourView);
      },
      toError: toWireError,
      ...(host.untilDrawn && { untilDrawn: host.untilDrawn }),
    },
    defaultExperiment(),
  );

  const behaviour = makeBehaviour({ pipeline, shelf, isRunning: () => running !== null });

  /** Storage fails without taking the work with it: the page is told, the result stays in memory. */
  function keep(saving: Promise<void>): void {
    saving.catch((thrown: unknown) => emit({ type: "storage-failed", error: toWireError(thrown) }));
  }

  /** A cross-validation travels with the runs of the same model. */
  function noteValidation(validation: ValidationView): void {
    shelf.note((made) => hashModel(made.experiment) === validation.modelHash, { validation });
  }

  /** Counts the models that a test part has judged, whether or not their runs are kept. */
  async function countLook({ id, experiment }: Run): Promise<void> {
    const testLook = await storage.countLook(hashTestPart(experiment), hashModel(experiment));
    shelf.note((made) => made.id === id, { testLook });
  }

  function setExperiment(experiment: Experiment): Experiment {
    pipeline.setExperiment(experiment);
    emit({ type: "experiment", experiment });
    return experiment;
  }

  /** A run that starts in the meantime goes first, and checks when it is over. */
  function checkSoon(): void {
    areChecksDue = false;
    clearTimeout(checkTimer);
    if (host.checksUnasked === false) return;
    checkTimer = setTimeout(() => void checkData(), MS_BEFORE_UNASKED);
  }

  function putOffChecks(): void {
    areChecksDue = true;
    checking?.abort(abortError());
  }

  async function checkData(): Promise<void> {
    if (running) return putOffChecks();
    const read = pipeline.current("read");
    if (!read || read.table.rowCount > ROWS_TO_CHECK_UNASKED || pipeline.currentView("quality")) return;
    const controller = new AbortController();
    checking?.abort(abortError());
    checking = controller;
    // The stage's own state carries a failure to its cell; nothing waits for this.
    await pipeline.runBeside("quality", controller.signal).catch(() => undefined);
    if (checking === controller) checking = null;
  }

  async function run(upTo: StageName = "evaluate", signal?: AbortSignal): Promise<Run | null> {
    // Tests of a model that has no run yet make that run first.
    if (upTo === "behaviour") await run("evaluate", signal);
    const controller = new AbortController();
    signal?.addEventListener("abort", () => controller.abort());
    running = controller;
    // What nobody asked for leaves the cores to what somebody did, and begins anew after it.
    if (upTo !== "quality" && checking) putOffChecks();
    const isTestPutOff = upTo !== "behaviour" && behaviour.putOff();
    try {
      const finished = await pipeline.runStages(upTo, controller.signal);
      if (upTo !== "evaluate") return null;
      const { predictor } = finished.outputs.evaluate;
      // Nothing changed since: the same run, not another one.
      const known = shelf.ofHash(hashExperiment(finished.experiment));
      if (known) {
        shelf.useMade(known.id, predictor);
        return shelf.whole(known.id);
      }
      const made = makeRun(finished, { name: nextRunName(shelf.all), environment: host.environment });
      shelf.add(made, predictor);
      const validation = pipeline.currentView("validate");
      if (validation) noteValidation(validation);
      keep(countLook(made));
      return shelf.whole(made.id);
    } finally {
      if (running === controller) running = null;
      if (!controller.signal.aborted) {
        if (upTo === "evaluate" || areChecksDue) checkSoon();
        if (upTo === "evaluate" || isTestPutOff) behaviour.soon();
      }
    }
  }

  const files = makeFileMethods({ ...host, pipeline, keep, setExperiment, onOpen: checkSoon });
  const { rowsAt } = files.methods;
  /** Its own code is fetched when it is looked at; a search that cannot be read is told of there. */
  async function tellOfSearch(): Promise<void> {
    const kept = await host.searchStorage?.load().catch(() => null);
    // What a closed page left running is a pause.
    if (kept) emit({ type: "search-kept", outline: { ...outlineOf(kept), isRunning: false } });
  }

  const openFile = () => pipeline.currentView("read")?.sha256 ?? "";
  const errors = later(
    async () =>
      (await import("./engine-errors")).makeErrorMethods({
        executor,
        pipeline,
        // after a reload the file may be there and not yet read
        table: async () => {
          if (pipeline.file && !pipeline.current("read")) await pipeline.run("read");
          return files.table();
        },
        findRun: (id) => shelf.whole(id),
      }),
    ["slices", "stopSlices", "residuals", "compareErrors", "rowsWhere"],
  );
  const search = later(
    async () =>
      (await import("./engine-search")).makeSearchMethods({
        pipeline,
        executor,
        storage: host.searchStorage ?? makeMemorySearchStorage(),
        emit,
        keep,
        now,
      }),
    ["searchState", "search", "pauseSearch", "stopSearch", "autopilotState", "autopilot", "stopAutopilot"],
  );
  const reproduction = later(async () => {
    const parts = await Promise.all([import("./engine-reproduce"), import("./engine-variants")]);
    const beside = {
      pipeline,
      shelf,
      executor,
      now,
      trainNetwork: host.trainNetwork,
      environment: host.environment,
      file: () => pipeline.file,
      openFile,
      countLook: (made: Run) => keep(countLook(made)),
    };
    return { ...parts[0].makeReproduceMethods(beside), ...parts[1].makeVariantMethods(beside) };
  }, ["reproduce", "stopReproducing", "runVariants", "stopVariants"]);
  const explanation = later(
    async () => (await import("./engine-explain")).makeExplainMethods({ executor, shelf, openFile, rowsAt, now }),
    ["explainInputs", "partialDependence", "stopDependence", "explainPost", "whatIf"],
  );

  const missing = later(
    async () => (await import("./engine-missing")).makeMissingMethods({ pipeline, executor }),
    ["missingChoices", "stopMissing"],
  );
  const fileCheck = later(
    async () => (await import("./engine-file-check")).makeFileCheckMethods({ pipeline, executor, fetch: host.fetch }),
    ["checkFile"],
  );

  return {
    ...errors.methods,
    ...missing.methods,
    ...fileCheck.methods,
    ...search.methods,
    ...reproduction.methods,
    ...explanation.methods,
    ...makePredictMethods({
      executor,
      pipeline,
      shelf,
      isRunning: () => running !== null,
      rowsAt,
      fetch: host.fetch,
      now,
    }),
    ...makeRunMethods({ shelf, executor, experiment: () => pipeline.experiment }),
    ...files.methods,
    run,

    async restore(document: Experiment): Promise<boolean> {
      const experiment = parseExperiment(document);
      pipeline.setExperiment(experiment);
      const kept = await storage.loadResults();
      for (const stage of STAGES) {
        const result = kept.find((candidate) => candidate.stage === stage);
        if (!result) continue;
        pipeline.restore(stage, result.key, result.view, result.elapsedMs);
        emit({ type: "view", stage, view: result.view as never });
      }
      await shelf.restore(hashExperiment(experiment));
      await tellOfSearch();
      setExperiment(experiment);
      const file = experiment.data.sha256 === "" ? null : await storage.loadFile(experiment.data.sha256);
      if (!file) return false;
      pipeline.setFile(file);
      await pipeline.run("read");
      checkSoon();
      return true;
    },

    async configure(changes: PartialExperiment): Promise<Experiment> {
      const columns = pipeline.currentView("read")?.columns ?? [];
      const merged = mergeExperiment(pipeline.experiment, withTaskOfTarget(pipeline.experiment, changes, columns));
      setExperiment(parseExperiment(reconcileTarget(pipeline.experiment, merged)));
      await files.rereadIfCheap();
      return pipeline.experiment;
    },

    async setExperiment(document: Experiment): Promise<Experiment> {
      setExperiment(parseExperiment(document));
      await files.rereadIfCheap();
      return pipeline.experiment;
    },

    cancel(): void {
      running?.abort(abortError());
      checking?.abort(abortError());
      measuring?.abort(abortError());
      errors.present()?.stopSlices();
      missing.present()?.stopMissing();
      reproduction.present()?.stopVariants();
      behaviour.cancel();
      void search.present()?.pauseSearch();
      void search.present()?.stopAutopilot();
    },

    forecast(): Forecast {
      const { experiment } = pipeline;
      return forecastMemory(experiment, pipeline.currentView("read"), pipeline.current("clean")?.tokens ?? null, {
        limitBytes: host.memoryLimit,
        workers: executor.workers,
      });
    },

    /** Interrupted like a run. */
    async penaltyPath() {
      const controller = new AbortController();
      running = controller;
      try {
        return await runPenaltyPath(pipeline, executor, { signal: controller.signal });
      } finally {
        if (running === controller) running = null;
      }
    },

    async importance(repeats?: number, onProgress?: (progress: Progress) => void) {
      const controller = new AbortController();
      measuring?.abort(abortError());
      measuring = controller;
      try {
        return await runImportance(pipeline, executor, {
          signal: controller.signal,
          ...(repeats !== undefined && { repeats }),
          ...(onProgress && { onProgress }),
        });
      } finally {
        if (measuring === controller) measuring = null;
      }
    },

    stopImportance: () => measuring?.abort(abortError()),

    cleanExamples(rows: readonly number[]) {
      const { experiment } = pipeline;
      const { features } = resolveInputs(experiment, pipeline.currentView("read")?.columns ?? []);
      return cleanExamples(files.table(), features.text, experiment.cleaning, rows);
    },

    async vocabulary(query: TermQuery) {
      // After a reload the view is there and the terms are not: they are made again when they are looked at.
      const made = pipeline.current("features");
      const features = made ?? (pipeline.currentView("features") ? await pipeline.run("features") : null);
      return queryTerms(features ? termsOf(features) : [], query);
    },

    backends: () => host.compareBackends(),

    shareRun: async (runId: string, page: SharePage): Promise<Uint8Array> =>
      executor.run("packSharedRun", { page, run: await shelf.whole(runId), predictor: await shelf.valueOf(runId) }),
  };
}

export type Engine = ReturnType<typeof makeEngine>;
