import { proxy, releaseProxy, transfer, wrap } from "comlink";
import type { Endpoint, Remote } from "comlink";
import type { Progress } from "../core/job";
import { isSharedRef, MEMORY_SHELF } from "../pipeline/executor";
import type { Executor, ExecutorContext, SharedRef, Shelf } from "../pipeline/executor";
import { bytesOfPlain } from "../pipeline/plain-bytes";
import { collectGarbage, watchBuffers, WORTH_COLLECTING } from "./collect-garbage";
import type { PoolWorkerApi } from "./pool-worker";
import { tellAtWork } from "./right-of-way";
import { lower, makeStopFlag, raise } from "./stop-flag";
import { shareArrays } from "./transfer";
import { abortError, crashError } from "./wire-errors";

/** One worker as the pool sees it, whatever the environment. */
export interface WorkerHandle {
  readonly endpoint: Endpoint;
  terminate(): void;
  /** called when the worker fails outside any call; at most once */
  onCrash(listener: (message: string) => void): void;
}

export interface PoolOptions {
  readonly size: number;
  readonly spawn: () => WorkerHandle;
  /** true where `SharedArrayBuffer` can be posted */
  readonly canShare: boolean;
  /** the page's, to which the workers give way; null or absent where there is none */
  readonly rightOfWay?: Int32Array | null;
  /** absent: what waits, waits in memory */
  readonly makeShelf?: () => Shelf;
}

interface Job {
  readonly name: string;
  readonly args: object;
  readonly context: ExecutorContext | undefined;
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly onAbort: () => void;
}

interface Slot {
  readonly handle: WorkerHandle;
  readonly api: Remote<PoolWorkerApi>;
  readonly has: Set<string>;
  /** where memory is shared: 1 tells the job under way to stop by itself */
  readonly stop: Int32Array | null;
  job: Job | null;
  /** while its aborted job has not stopped yet: ends it otherwise */
  stopping: ReturnType<typeof setTimeout> | null;
}

const MOST_MS_COLLECTING = 2500;
/** So long an aborted job has to stop by itself, before its worker is terminated. */
const MS_TO_STOP = 60;

/**
 * Stateless workers fed from one queue. A job carries all it needs and returns all it made, which is why terminating
 * a worker is a safe cancel. An aborted job is asked to stop where memory is shared, since its worker knows compiled code
 * that a fresh one would have to learn; what does not stop soon is killed, and a fresh worker starts when next needed. A
 * failed or cancelled job never holds up the next one.
 */
export class Pool implements Executor {
  readonly workers: number;
  readonly sharesMemory: boolean;
  #slots: Slot[] = [];
  #queue: Job[] = [];
  #shared = new Map<string, unknown>();
  #keys = 0;
  #isDisposed = false;

  constructor(private readonly options: PoolOptions) {
    this.workers = options.size;
    this.sharesMemory = options.canShare;
  }

  run: Executor["run"] = (name, args, context) =>
    new Promise((resolve, reject) => {
      if (context?.signal?.aborted) {
        reject(abortError());
        return;
      }
      const job: Job = { name, args, context, resolve: resolve as never, reject, onAbort: () => this.#abort(job) };
      context?.signal?.addEventListener("abort", job.onAbort);
      this.#queue.push(job);
      this.#pump();
    });

  share(value: unknown): SharedRef {
    const sharedKey = `s${this.#keys++}`;
    this.#shared.set(sharedKey, shareArrays(value, this.options.canShare));
    return { sharedKey };
  }

  release({ sharedKey }: SharedRef): Promise<void> {
    const value = this.#shared.get(sharedKey);
    const isWorth = this.options.canShare && bytesOfPlain(value) > WORTH_COLLECTING;
    this.#shared.delete(sharedKey);
    for (const slot of this.#slots) if (slot.has.delete(sharedKey)) void slot.api.forget(sharedKey);
    return isWorth ? this.collect(watchBuffers(value)) : Promise.resolve();
  }

  /**
   * Idle workers are replaced by fresh ones: what they were given goes with them, and the memory that they keep for the next
   * job, which may be a hundred megabytes. Those at work look for their garbage later. Nothing is waited for long: others may
   * hold on to it.
   */
  async collect(isGone?: () => boolean): Promise<void> {
    await new Promise((done) => setTimeout(done, 0));
    for (const slot of this.#slots) {
      if (isFree(slot)) this.#remove(slot, abortError());
      else void slot.api.collect();
    }
    await Promise.race([collectGarbage(isGone), new Promise((done) => setTimeout(done, MOST_MS_COLLECTING))]);
    if (!this.#isDisposed) this.warm();
  }

  allocate(bytes: number): ArrayBufferLike {
    return this.options.canShare ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  }

  makeShelf(): Shelf {
    return this.options.makeShelf?.() ?? MEMORY_SHELF;
  }

  /** Starts the workers ahead of the first job, so that it does not wait for their code to load. */
  warm(): void {
    while (this.#slots.length < this.workers) this.#spawn();
  }

  /** Kills every worker; jobs under way reject as cancelled. */
  dispose(): void {
    this.#isDisposed = true;
    for (const job of this.#queue.splice(0)) this.#settle(job, () => job.reject(abortError()));
    while (this.#slots.length > 0) this.#remove(this.#slots[0], abortError());
  }

  #pump(): void {
    while (this.#queue.length > 0) {
      let slot = this.#slots.find(isFree);
      if (!slot) {
        if (this.#slots.length >= this.workers) return;
        slot = this.#spawn();
      }
      void this.#start(slot, this.#queue.shift()!);
    }
  }

  #spawn(): Slot {
    const handle = this.options.spawn();
    const api = wrap<PoolWorkerApi>(handle.endpoint);
    const stop = makeStopFlag(this.options.canShare);
    const slot: Slot = { handle, api, has: new Set(), stop, job: null, stopping: null };
    handle.onCrash((message) => {
      this.#remove(slot, crashError(message));
      this.#pump();
    });
    void api.listen(
      proxy((progress: Progress) => slot.job?.context?.onProgress?.(progress)),
      stop,
      this.options.rightOfWay ?? null,
    );
    this.#slots.push(slot);
    return slot;
  }

  async #start(slot: Slot, job: Job): Promise<void> {
    this.#setJob(slot, job);
    try {
      for (const value of Object.values(job.args)) {
        if (isSharedRef(value) && !slot.has.has(value.sharedKey)) {
          slot.has.add(value.sharedKey);
          void slot.api.share(value.sharedKey, this.#shared.get(value.sharedKey));
        }
      }
      const args = job.context?.moved ? transfer(job.args, [...job.context.moved]) : job.args;
      const result = await slot.api.run(job.name as never, args as never, {
        reports: job.context?.onProgress !== undefined,
        shareResult: this.options.canShare && job.context?.shareResult === true,
        shareAllocated: this.options.canShare && job.context?.shareAllocated === true,
      });
      if (slot.job !== job) return this.#hasStopped(slot);
      this.#settle(job, () => job.resolve(result as never));
    } catch (thrown) {
      if (slot.job !== job) return this.#hasStopped(slot);
      this.#settle(job, () => job.reject(thrown));
    }
    this.#setJob(slot, null);
    this.#pump();
  }

  #setJob(slot: Slot, job: Job | null): void {
    slot.job = job;
    tellAtWork(this.options.rightOfWay ?? null, this.#slots.filter((other) => other.job !== null).length);
  }

  #abort(job: Job): void {
    const waiting = this.#queue.indexOf(job);
    if (waiting >= 0) {
      this.#queue.splice(waiting, 1);
      this.#settle(job, () => job.reject(abortError()));
      return;
    }
    const slot = this.#slots.find((candidate) => candidate.job === job);
    if (slot?.stop) this.#askToStop(slot, job);
    else if (slot) this.#remove(slot, abortError());
    // Later: one signal aborts many jobs in turn, and those still waiting must not get a fresh worker each.
    queueMicrotask(() => this.#pump());
  }

  #askToStop(slot: Slot, job: Job): void {
    raise(slot.stop);
    this.#setJob(slot, null);
    this.#settle(job, () => job.reject(abortError()));
    slot.stopping = setTimeout(() => {
      this.#remove(slot, abortError());
      this.#pump();
    }, MS_TO_STOP);
  }

  /** Its aborted job is over, in whichever way: the worker is good for the next one. */
  #hasStopped(slot: Slot): void {
    if (slot.stopping === null || !this.#slots.includes(slot)) return;
    clearTimeout(slot.stopping);
    slot.stopping = null;
    lower(slot.stop);
    this.#pump();
  }

  #remove(slot: Slot, reason: Error): void {
    this.#slots = this.#slots.filter((other) => other !== slot);
    if (slot.stopping !== null) clearTimeout(slot.stopping);
    slot.api[releaseProxy]();
    raise(slot.stop);
    slot.handle.terminate();
    const { job } = slot;
    this.#setJob(slot, null);
    if (job) this.#settle(job, () => job.reject(reason));
  }

  #settle(job: Job, settle: () => void): void {
    job.context?.signal?.removeEventListener("abort", job.onAbort);
    settle();
  }
}

function isFree({ job, stopping }: Slot): boolean {
  return job === null && stopping === null;
}
