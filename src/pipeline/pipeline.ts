import { DataError, invariant } from "../core/errors";
import { isAbort } from "../core/errors";
import type { Progress } from "../core/job";
import type { Experiment } from "../experiment/schema";
import type { AbortSignalLike, Executor } from "./executor";
import { bytesOfPlain } from "./plain-bytes";
import { STAGE_DEFINITIONS, stageKeys, stagesUpTo } from "./stage-keys";
import type { StageKeys } from "./stage-keys";
import { STAGES } from "./stage-state";
import type { StageError, StageName, StageState, StageStates } from "./stage-state";
import type { BlobLike, StageFunctions, StageOutputs, TrainNetwork } from "./stages/stage-run";
import type { DataView } from "./views";

/** Results kept per stage, so that undoing an edit brings its result back without running anything. */
const RESULTS_KEPT = 3;
/** Of results larger than this only the latest keeps its output: three matrices of 400,000 posts are 600 MB. */
const LARGE_BYTES = 50_000_000;
const MS_BETWEEN_STATES = 80;

export interface PipelineHost {
  readonly executor: Executor;
  readonly trainNetwork: TrainNetwork;
  readonly stages: StageFunctions;
  /** milliseconds, monotonic */
  readonly now: () => number;
  readonly onStates: (states: StageStates) => void;
  readonly onProgress: (stage: StageName, progress: Progress) => void;
  readonly onResult: <S extends StageName>(
    stage: S,
    key: string,
    view: StageOutputs[S]["view"],
    elapsedMs: number,
  ) => void;
  readonly toError: (thrown: unknown) => StageError;
  /** awaited before stages run, for the page to draw in peace what it was told before; a file is read at once */
  readonly untilDrawn?: () => Promise<void>;
}

interface Result {
  readonly key: string;
  readonly elapsedMs: number;
  readonly view: unknown;
  /** absent after a reload: the view was kept, the output is made again when something needs it */
  readonly output: unknown;
}

/** Rows are looked at whenever the page likes, so tables stay. */
function isMadeAgain(stage: StageName, { output }: Result): boolean {
  return stage !== "read" && bytesOfPlain(output) > LARGE_BYTES;
}

/** What came of a run. `outputs` holds the stages the run took, and no others. */
export interface StagesRun {
  readonly experiment: Experiment;
  readonly outputs: StageOutputs;
  readonly elapsedMs: Readonly<Record<StageName, number>>;
}

/**
 * The stage graph at work. It holds the results by content key, says which are stale, and runs only what is not
 * there. One run at a time: a second waits for the first.
 */
export class Pipeline {
  #experiment: Experiment;
  #file: { name: string; blob: BlobLike } | null = null;
  #results = Object.fromEntries(STAGES.map((name) => [name, [] as Result[]])) as unknown as Record<StageName, Result[]>;
  #active: Partial<Record<StageName, StageState & { key: string }>> = {};
  /** key of the result the host was told of last */
  #told: Partial<Record<StageName, string>> = {};
  #last: Promise<unknown> = Promise.resolve();
  #lastStates = 0;

  constructor(
    private readonly host: PipelineHost,
    experiment: Experiment,
  ) {
    this.#experiment = experiment;
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get file(): { readonly name: string; readonly blob: BlobLike } | null {
    return this.#file;
  }

  setFile(file: { name: string; blob: BlobLike } | null): void {
    this.#file = file;
  }

  setExperiment(experiment: Experiment): void {
    this.#experiment = experiment;
    // An undone edit brings its results back without a run: the host still shows those of the edit.
    const keys = this.keys();
    for (const name of STAGES) {
      const result = this.#find(name, keys[name]);
      if (result && this.#told[name] !== result.key) this.#tell(name, result);
    }
    this.#emit(true);
  }

  #tell(name: StageName, { key, view, elapsedMs }: Result): void {
    this.#told[name] = key;
    this.host.onResult(name, key, view as never, elapsedMs);
  }

  keys(): StageKeys {
    return stageKeys(this.#experiment, this.#columns());
  }

  /** The columns of the latest read whose dialect and types are the current ones. */
  #columns(): DataView["columns"] | null {
    const key = stageKeys(this.#experiment, null).read;
    const result = this.#results.read.find((kept) => kept.key === key);
    return result ? (result.view as DataView).columns : null;
  }

  /** A view kept from an earlier visit: shows as fresh where its key still holds. */
  restore(stage: StageName, key: string, view: unknown, elapsedMs: number): void {
    if (!this.#results[stage].some((kept) => kept.key === key))
      this.#results[stage].push({ key, view, elapsedMs, output: undefined });
    this.#told[stage] = key;
    this.#emit(true);
  }

  /** The output of a stage under the current settings, or null where it is stale or was never made. */
  current<S extends StageName>(stage: S): StageOutputs[S] | null {
    const key = this.keys()[stage];
    return (this.#results[stage].find((kept) => kept.key === key)?.output as StageOutputs[S] | undefined) ?? null;
  }

  currentView<S extends StageName>(stage: S): StageOutputs[S]["view"] | null {
    const key = this.keys()[stage];
    return (this.#results[stage].find((kept) => kept.key === key)?.view as StageOutputs[S]["view"] | undefined) ?? null;
  }

  /** Puts in a result made elsewhere: opening a file reads it before the experiment knows of it. */
  put<S extends StageName>(stage: S, output: StageOutputs[S], elapsedMs: number): void {
    const key = this.keys()[stage];
    invariant(key !== null, `no key for ${stage}`);
    const result = { key, view: output.view, elapsedMs, output };
    this.#keep(stage, result);
    this.#tell(stage, result);
    this.#emit(true);
  }

  states(): StageStates {
    const keys = this.keys();
    const states: Partial<Record<StageName, StageState>> = {};
    for (const name of STAGES) states[name] = this.#stateOf(name, keys);
    return states as StageStates;
  }

  #stateOf(name: StageName, keys: StageKeys): StageState {
    const active = this.#active[name];
    const key = keys[name];
    if (active && (active.state === "running" || active.state === "queued")) return active;
    const result = this.#results[name].find((kept) => kept.key === key);
    if (result) return { state: "fresh", elapsedMs: result.elapsedMs, reused: false };
    if (active?.state === "failed" && active.key === (key ?? "")) return active;
    const latest = this.#results[name].at(-1);
    if (!latest) return { state: "never" };
    const because = STAGE_DEFINITIONS[name].needs.find(
      (need) => !this.#results[need].some((kept) => kept.key === keys[need]),
    );
    return { state: "stale", elapsedMs: latest.elapsedMs, because: because ?? name };
  }

  /** Runs `upTo` and what it needs. Resolves with its output; rejects with the first failure, or AbortError. */
  async run<S extends StageName>(upTo: S, signal?: AbortSignalLike): Promise<StageOutputs[S]> {
    return (await this.runStages(upTo, signal)).outputs[upTo];
  }

  /** As {@link run}, with the outputs of all stages it took, how long each was in the making, and the experiment they are of. */
  runStages(upTo: StageName, signal?: AbortSignalLike): Promise<StagesRun> {
    const next = this.#last.then(() => this.#runNow(upTo, signal));
    this.#last = next.catch(() => undefined);
    return next;
  }

  /**
   * Runs a stage beside whatever runs, without waiting for it. For a stage that nothing needs, and only when all it needs is
   * there already.
   */
  async runBeside(stage: StageName, signal?: AbortSignalLike): Promise<void> {
    const needs = stagesUpTo(stage).filter((name) => name !== stage);
    invariant(
      needs.every((name) => this.current(name) !== null),
      `${stage} cannot run before ${needs.join(", ")}`,
    );
    await this.#runNow(stage, signal);
  }

  async #runNow(upTo: StageName, signal: AbortSignalLike | undefined): Promise<StagesRun> {
    signal?.throwIfAborted();
    // The experiment of the start holds to the end; edits made meanwhile leave the results stale, not mixed.
    const experiment = this.#experiment;
    const file = this.#file;
    const stages = stagesUpTo(upTo);
    const outputs: Partial<StageOutputs> = {};
    const elapsedMs = Object.fromEntries(STAGES.map((name) => [name, 0])) as Record<StageName, number>;
    let keys = stageKeys(experiment, this.#columns());
    for (const name of stages) {
      if (!this.#find(name, keys[name])) this.#active[name] = { state: "queued", key: keys[name] ?? "" };
    }
    this.#emit(true);
    try {
      if (stages.some((name) => name !== "read" && this.#active[name]?.state === "queued")) {
        await this.host.untilDrawn?.();
        signal?.throwIfAborted();
      }
      for (const name of stages) {
        const known = this.#find(name, keys[name]);
        const result =
          known?.output === undefined
            ? await this.#runStage(name, { experiment, file, outputs, keys, signal, known })
            : known;
        (outputs as Record<string, unknown>)[name] = result.output;
        elapsedMs[name] = result.elapsedMs;
        if (name === "read") keys = stageKeys(experiment, outputs.read?.view.columns ?? null);
      }
    } finally {
      for (const name of stages) if (this.#active[name]?.state === "queued") delete this.#active[name];
      this.#emit(true);
    }
    return { experiment, outputs: outputs as StageOutputs, elapsedMs };
  }

  async #runStage(
    name: StageName,
    run: {
      experiment: Experiment;
      file: { name: string; blob: BlobLike } | null;
      outputs: Partial<StageOutputs>;
      keys: StageKeys;
      signal: AbortSignalLike | undefined;
      known: Result | undefined;
    },
  ): Promise<Result> {
    const { experiment, file, outputs, keys, signal, known } = run;
    const key = keys[name] ?? "";
    const started = this.host.now();
    const report = (progress: Progress | null) => {
      const elapsedMs = this.host.now() - started;
      const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
      const remainingMs = share > 0.02 && elapsedMs > 300 ? (elapsedMs * (1 - share)) / share : null;
      this.#active[name] = { state: "running", elapsedMs, progress, remainingMs, key };
      this.#emit(progress === null);
    };
    report(null);
    // progress of workers that were stopped may still arrive, and must not bring an ended stage back
    let ended = false;
    try {
      if (name !== "read" && keys[name] === null)
        throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
      const previous = Object.fromEntries(
        STAGES.map((stage) => [stage, this.#results[stage].findLast(({ output }) => output !== undefined)?.output]),
      );
      const output = await (this.host.stages[name] as (run: unknown) => Promise<{ view: unknown }>)({
        experiment,
        file,
        outputs,
        previous,
        executor: this.host.executor,
        trainNetwork: this.host.trainNetwork,
        signal,
        onProgress: (progress: Progress) => {
          if (ended || signal?.aborted) return;
          this.host.onProgress(name, progress);
          report(progress);
        },
      });
      signal?.throwIfAborted();
      const elapsedMs = known?.elapsedMs ?? this.host.now() - started;
      delete this.#active[name];
      const result: Result = { key, view: output.view, elapsedMs, output };
      this.#keep(name, result);
      if (!known) this.#tell(name, result);
      this.#emit(true);
      return result;
    } catch (thrown) {
      if (isAbort(thrown)) delete this.#active[name];
      else
        this.#active[name] = {
          state: "failed",
          elapsedMs: this.host.now() - started,
          error: this.host.toError(thrown),
          key,
        };
      this.#emit(true);
      throw thrown;
    } finally {
      ended = true;
    }
  }

  #find(name: StageName, key: string | null): Result | undefined {
    return this.#results[name].find((kept) => kept.key === key);
  }

  #keep(name: StageName, result: Result): void {
    const others = this.#results[name]
      .filter(({ key }) => key !== result.key)
      .map((other) => (isMadeAgain(name, other) ? { ...other, output: undefined } : other));
    this.#results[name] = [...others, result].slice(-RESULTS_KEPT);
  }

  #emit(now: boolean): void {
    const time = this.host.now();
    if (!now && time - this.#lastStates < MS_BETWEEN_STATES) return;
    this.#lastStates = time;
    this.host.onStates(this.states());
  }
}
