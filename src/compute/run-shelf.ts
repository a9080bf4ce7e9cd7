import { pack, unpack } from "../core/binary/pack";
import { DataError } from "../core/errors";
import type { Run } from "../pipeline/views";
import { makePredictor } from "../predictor/predictor";
import type { Predictor } from "../predictor/predictor";
import type { PredictorValue } from "../predictor/predictor-value";
import { packRun, unpackRun } from "../predictor/run-file";
import { findShareData, isHtml, unpackShare } from "../predictor/share-file";
import type { EngineEvent } from "./engine-api";
import type { EngineStorage } from "./storage";

export interface RunShelfHost {
  readonly storage: EngineStorage;
  readonly emit: (event: EngineEvent) => void;
  readonly now: () => number;
  /** tells the page if the saving fails, and goes on */
  readonly keep: (saving: Promise<void>) => void;
}

/** The runs of this notebook and the predictor that answers the live form. */
export class RunShelf {
  #runs: readonly Run[] = [];
  #live: { readonly runId: string; readonly predictor: Predictor; readonly value: PredictorValue } | null = null;

  constructor(private readonly host: RunShelfHost) {}

  get runs(): readonly Run[] {
    return this.#runs;
  }

  /** The predictor in use, or null before anything was trained or loaded. */
  get live(): { readonly runId: string; readonly predictor: Predictor; readonly value: PredictorValue } | null {
    return this.#live;
  }

  /** @throws {DataError} "not-ready" */
  predictor(): Predictor {
    if (this.#live) return this.#live.predictor;
    throw new DataError("not-ready", "no model is trained yet: run the notebook, or load a run file");
  }

  /** The latest run of an experiment with this hash. */
  ofHash(hash: string): Run | undefined {
    return this.#runs.findLast((run) => run.hash === hash);
  }

  add(run: Run, predictor: PredictorValue): void {
    this.#setRuns([...this.#runs.filter(({ id }) => id !== run.id), run]);
    this.#goLive(run.id, predictor);
    this.host.keep(this.host.storage.saveRun(run, pack(predictor)));
  }

  /** Changes what is noted beside the numbers of runs, in memory and in storage. */
  note(isMeant: (run: Run) => boolean, notes: Pick<Run, "validation" | "override" | "testLook" | "behaviour">): void {
    const meant = this.#runs.filter(isMeant);
    if (meant.length === 0) return;
    const noted = new Map(meant.map((run) => [run.id, { ...run, ...notes }]));
    this.#setRuns(this.#runs.map((run) => noted.get(run.id) ?? run));
    for (const run of noted.values()) this.host.keep(this.host.storage.updateRun(run));
  }

  async use(runId: string): Promise<void> {
    this.find(runId);
    this.#goLive(runId, await this.#predictorOf(runId));
  }

  /** Puts a predictor just made in the place of the live one, if that is another run's. */
  useMade(runId: string, predictor: PredictorValue): void {
    if (this.#live?.runId !== runId) this.#goLive(runId, predictor);
  }

  async remove(runId: string): Promise<void> {
    this.find(runId);
    this.#setRuns(this.#runs.filter(({ id }) => id !== runId));
    await this.host.storage.deleteRun(runId);
  }

  async exportRun(runId: string): Promise<Uint8Array> {
    return packRun(this.find(runId), await this.#predictorOf(runId));
  }

  importRun(bytes: Uint8Array): Run {
    const { run, predictor } = isHtml(bytes) ? readShared(bytes) : unpackRun<Run>(bytes);
    this.add(run, predictor);
    return run;
  }

  /** Brings the runs of an earlier visit back; the one of `hash`, else the latest, goes live. */
  async restore(hash: string): Promise<void> {
    const kept = await this.host.storage.loadRuns();
    this.#setRuns([...kept].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)));
    const wanted = this.ofHash(hash) ?? this.#runs.at(-1);
    const bytes = wanted && (await this.host.storage.loadPredictor(wanted.id));
    if (wanted && bytes) this.#goLive(wanted.id, unpack(bytes) as PredictorValue);
  }

  /** The predictor of a run as a value. @throws {DataError} "not-ready", "damaged-file" */
  async valueOf(runId: string): Promise<PredictorValue> {
    this.find(runId);
    return this.#predictorOf(runId);
  }

  async #predictorOf(runId: string): Promise<PredictorValue> {
    if (this.#live?.runId === runId) return this.#live.value;
    const bytes = await this.host.storage.loadPredictor(runId);
    if (bytes) return unpack(bytes) as PredictorValue;
    throw new DataError("damaged-file", `the model of run ${runId} is no longer in this browser's storage`, { runId });
  }

  /** @throws {DataError} "not-ready" */
  find(runId: string): Run {
    const found = this.#runs.find(({ id }) => id === runId);
    if (found) return found;
    throw new DataError("not-ready", `there is no run ${JSON.stringify(runId)}`, { runId });
  }

  #setRuns(runs: readonly Run[]): void {
    this.#runs = runs;
    this.host.emit({ type: "runs", runs });
  }

  #goLive(runId: string, value: PredictorValue): void {
    this.#live = { runId, value, predictor: makePredictor(value, this.host.now) };
    this.host.emit({ type: "predictor", runId });
  }
}

/** The run of a shared page goes through the checks of a run file: what was edited by hand is refused. */
function readShared(bytes: Uint8Array): { run: Run; predictor: PredictorValue } {
  const { run, predictor } = unpackShare(findShareData(new TextDecoder().decode(bytes)));
  return unpackRun<Run>(packRun(run as Run, predictor));
}
