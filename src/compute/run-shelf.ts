import { packInPieces } from "../core/binary/pack";
import type { PackedPieces } from "../core/binary/pack";
import { DataError } from "../core/errors";
import type { RunMarks } from "../pipeline/runs/run-marks";
import { completeRun, figuresOf, joinRun, splitRun } from "../pipeline/runs/run-summary";
import type { RunParts, RunSummary } from "../pipeline/runs/run-summary";
import type { Run } from "../pipeline/views";
import { makePredictor } from "../predictor/predictor";
import type { Predictor } from "../predictor/predictor";
import type { PredictorValue } from "../predictor/predictor-value";
import { packRun } from "../predictor/run-file";
import { packRuns, unpackRuns } from "../predictor/runs-file";
import type { PackedRun } from "../predictor/runs-file";
import type { EngineEvent } from "./engine-api";
import type { RunPeers } from "./run-peers";
import type { EngineStorage } from "./storage";

export interface RunShelfHost {
  readonly storage: EngineStorage;
  readonly emit: (event: EngineEvent) => void;
  readonly now: () => number;
  /** tells the page if the saving fails, and goes on */
  readonly keep: (saving: Promise<void>) => void;
  /** other tabs with the same runs; absent where there can be none */
  readonly peers?: RunPeers;
}

/** What is noted beside the numbers of a run; the rest of it never changes. */
export type RunNotes = Partial<RunMarks & Pick<Run, "name" | "validation" | "override" | "testLook" | "behaviour">>;

/** Runs whose parts stay in memory after they were looked at. */
const PARTS_AT_HAND = 4;
/** The page is told of many runs bit by bit, each message quick to read. */
const RUNS_A_MESSAGE = 100;

/** The runs of this notebook and the predictor that answers the live form. Records are here, all else is fetched. */
export class RunShelf {
  /** the oldest first, those in the bin included */
  #runs: readonly RunSummary[] = [];
  #atHand = new Map<string, RunParts>();
  /** what storage had no room for, so that nothing is lost while the page stands */
  #unsaved = new Map<string, { readonly parts: RunParts; readonly predictor: PredictorValue }>();
  #live: { readonly runId: string; readonly predictor: Predictor; readonly value: PredictorValue } | null = null;

  constructor(private readonly host: RunShelfHost) {
    host.peers?.listen(({ put, removed }) => void this.#takeOver(put, removed));
  }

  /** Without those in the bin. */
  get runs(): readonly RunSummary[] {
    return this.#runs.filter(({ deletedAt }) => deletedAt === undefined);
  }

  get all(): readonly RunSummary[] {
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

  /** The latest run of an experiment with this hash that still has its parts. */
  ofHash(hash: string): RunSummary | undefined {
    return this.runs.findLast((run) => run.hash === hash && !run.isSlim);
  }

  /** `staysAside`: the live form goes on with the model it has. */
  add(run: Run, predictor: PredictorValue, { staysAside = false } = {}): void {
    this.#put(run, predictor);
    if (!staysAside) this.#goLive(run.id, predictor);
  }

  #put(run: Run, predictor: PredictorValue): void {
    const packed = packInPieces(predictor);
    const { summary, parts } = splitRun({ ...run, figures: { ...run.figures, ...figuresOf(run, packed.length) } });
    this.#hold(parts);
    this.#unsaved.set(run.id, { parts, predictor });
    this.#setRuns([summary]);
    this.#save(summary, parts, packed);
  }

  #save(summary: RunSummary, parts: RunParts, packed: PackedPieces): void {
    const saving = this.host.storage.saveRun(summary, parts, packed).then(async () => {
      this.#unsaved.delete(summary.id);
      // a large model takes seconds, in which things are noted
      const present = this.#runs.find(({ id }) => id === summary.id);
      if (present && present !== summary) await this.host.storage.updateRun(present);
      this.host.peers?.tell({ put: [summary.id], removed: [] });
    });
    this.host.keep(saving);
  }

  /** Changes what is noted beside the numbers of runs, in memory and in storage. */
  note(isMeant: (run: RunSummary) => boolean, notes: RunNotes): void {
    const noted = this.#runs.filter(isMeant).map((run) => ({ ...run, ...notes }) as RunSummary);
    if (noted.length === 0) return;
    this.#setRuns(noted);
    for (const run of noted) {
      // a run that is not kept yet is kept whole or not at all
      if (this.#unsaved.has(run.id)) continue;
      this.host.keep(
        this.host.storage.updateRun(run).then(() => this.host.peers?.tell({ put: [run.id], removed: [] })),
      );
    }
  }

  async use(runId: string): Promise<void> {
    this.find(runId);
    this.#goLive(runId, await this.#predictorOf(runId));
  }

  /** Puts a predictor just made in the place of the live one, if that is another run's. */
  useMade(runId: string, predictor: PredictorValue): void {
    if (this.#live?.runId !== runId) this.#goLive(runId, predictor);
  }

  /** The whole of a run. @throws {DataError} "not-ready" where there is none, or its parts were removed to make room */
  async whole(runId: string): Promise<Run> {
    const summary = this.find(runId);
    const parts =
      this.#unsaved.get(runId)?.parts ?? this.#atHand.get(runId) ?? (await this.host.storage.loadParts(runId));
    if (!parts) {
      throw new DataError(
        "not-ready",
        `the predictions and the model of ${summary.name} were removed to make room: reproduce it to have them again`,
        { runId },
      );
    }
    this.#hold(parts);
    return joinRun(this.find(runId), parts);
  }

  /** Removes predictions and models of runs, whose records stay; then tries again to keep what found no room. */
  async slim(runIds: readonly string[]): Promise<void> {
    for (const id of runIds) {
      if (this.#live?.runId === id) continue;
      this.find(id);
      await this.host.storage.deleteParts(id);
      this.#atHand.delete(id);
      this.note((run) => run.id === id, { isSlim: true });
    }
    this.saveAgain();
  }

  /** Gives a run whose parts were removed those of one that was made again. */
  fill(runId: string, made: Run, predictor: PredictorValue): void {
    const { isSlim: _slim, ...record } = this.find(runId);
    const { evaluate, history, split, lineage } = made;
    this.#put({ ...record, evaluate, history, split, ...(lineage && { lineage }) } as Run, predictor);
  }

  /** Tries again to keep what storage had no room for. */
  saveAgain(): void {
    for (const [id, { parts, predictor }] of this.#unsaved) {
      this.#save(this.find(id), parts, packInPieces(predictor));
    }
  }

  /** Removes a run for good. */
  async remove(runId: string): Promise<void> {
    this.find(runId);
    this.#drop([runId]);
    await this.host.storage.deleteRun(runId);
    this.host.peers?.tell({ put: [], removed: [runId] });
  }

  async exportRun(runId: string): Promise<Uint8Array> {
    return packRun(await this.whole(runId), await this.#predictorOf(runId));
  }

  /** Runs as one file; one whose parts were removed goes without its model. */
  async exportRuns(runIds: readonly string[]): Promise<Uint8Array> {
    const packed: PackedRun<Run>[] = [];
    for (const id of runIds) {
      const run = this.find(id);
      packed.push(
        run.isSlim
          ? { run: run as Run, predictor: null }
          : { run: await this.whole(id), predictor: await this.#predictorOf(id) },
      );
    }
    return packRuns(packed);
  }

  /** Takes the runs of a file in, and the model of the last that has one into use. */
  importRuns(bytes: Uint8Array): readonly Run[] {
    const packed = unpackRuns<Run>(bytes).map(({ run, predictor }) => {
      const { deletedAt: _deleted, ...kept } = run;
      return { run: kept.isSlim ? (kept as Run) : completeRun(kept as Run), predictor };
    });
    packed.forEach(({ run, predictor }) => {
      if (run.isSlim || !predictor) this.#takeRecord(run);
      else this.#put(run, predictor);
    });
    const last = packed.findLast(({ predictor }) => predictor !== null);
    if (last) this.#goLive(last.run.id, last.predictor!);
    return packed.map(({ run }) => run);
  }

  /** A record without parts; one that is here with its parts is worth more. */
  #takeRecord(run: RunSummary): void {
    if (this.#runs.some(({ id }) => id === run.id)) return;
    this.#setRuns([run]);
    this.host.keep(this.host.storage.saveRun(run, null, null));
  }

  /** Brings the runs of an earlier visit back; the one of `hash`, else the latest, goes live. */
  async restore(hash: string): Promise<void> {
    const kept = [...(await this.host.storage.loadRuns())].sort(byAge);
    this.#runs = kept;
    this.host.emit({ type: "runs", runs: kept.slice(0, RUNS_A_MESSAGE) });
    for (let from = RUNS_A_MESSAGE; from < kept.length; from += RUNS_A_MESSAGE) {
      this.host.emit({ type: "runs-changed", put: kept.slice(from, from + RUNS_A_MESSAGE), removed: [] });
    }
    const wanted = this.ofHash(hash) ?? this.runs.findLast(({ isSlim }) => !isSlim);
    const predictor = wanted && (await this.host.storage.loadPredictor(wanted.id));
    if (predictor) this.#goLive(wanted.id, predictor);
  }

  /** The predictor of a run as a value. @throws {DataError} "not-ready", "damaged-file" */
  async valueOf(runId: string): Promise<PredictorValue> {
    this.find(runId);
    return this.#predictorOf(runId);
  }

  async #predictorOf(runId: string): Promise<PredictorValue> {
    if (this.#live?.runId === runId) return this.#live.value;
    const predictor = this.#unsaved.get(runId)?.predictor ?? (await this.host.storage.loadPredictor(runId));
    if (predictor) return predictor;
    throw new DataError("damaged-file", `the model of run ${runId} is no longer in this browser's storage`, { runId });
  }

  /** @throws {DataError} "not-ready" */
  find(runId: string): RunSummary {
    const found = this.#runs.find(({ id }) => id === runId);
    if (found) return found;
    throw new DataError("not-ready", `there is no run ${JSON.stringify(runId)}`, { runId });
  }

  /** What another tab made, changed or removed. */
  async #takeOver(put: readonly string[], removed: readonly string[]): Promise<void> {
    const runs = put.length > 0 ? await this.host.storage.loadRuns(put) : [];
    if (runs.length > 0) this.#setRuns(runs);
    if (removed.length > 0) this.#drop(removed);
  }

  #hold(parts: RunParts): void {
    this.#atHand.delete(parts.id);
    this.#atHand.set(parts.id, parts);
    if (this.#atHand.size > PARTS_AT_HAND) this.#atHand.delete(this.#atHand.keys().next().value!);
  }

  #setRuns(put: readonly RunSummary[]): void {
    const ids = new Set(put.map(({ id }) => id));
    this.#runs = [...this.#runs.filter(({ id }) => !ids.has(id)), ...put].sort(byAge);
    this.host.emit({ type: "runs-changed", put, removed: [] });
  }

  #drop(removed: readonly string[]): void {
    this.#runs = this.#runs.filter(({ id }) => !removed.includes(id));
    for (const id of removed) {
      this.#atHand.delete(id);
      this.#unsaved.delete(id);
    }
    this.host.emit({ type: "runs-changed", put: [], removed });
  }

  #goLive(runId: string, value: PredictorValue): void {
    this.#live = { runId, value, predictor: makePredictor(value, this.host.now) };
    this.host.emit({ type: "predictor", runId });
  }
}

/** Stable: runs of the same instant keep the order they came in. */
function byAge(a: RunSummary, b: RunSummary): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0;
}
