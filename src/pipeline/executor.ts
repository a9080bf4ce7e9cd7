import type { Progress, Signal } from "../core/job";
import type { TaskArgs, TaskName, TaskResult } from "./tasks";

/** Stands for a value every worker has been given once. Put it in a task's arguments in the value's place. */
export interface SharedRef {
  readonly sharedKey: string;
}

/** A value as it is, or a reference to a shared one. */
export type MaybeShared<T> = T | SharedRef;

/** `AbortSignal`, as far as waiting code asks; declared here because the pipeline has no DOM types. */
export interface AbortSignalLike extends Signal {
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface ExecutorContext {
  readonly signal?: AbortSignalLike;
  readonly onProgress?: (progress: Progress) => void;
  /** the result is large and goes to other tasks: its arrays come back in memory all workers see, where there is such */
  readonly shareResult?: boolean;
  /** as `shareResult`, but only those arrays that a task asks memory for: a few large ones among much else */
  readonly shareAllocated?: boolean;
  /** of the arguments, what nobody needs afterwards: it is moved to the worker */
  readonly moved?: readonly ArrayBuffer[];
}

/**
 * Where tasks run: a pool of workers in the page, threads in Node, or this very thread in tests. Tasks are pure, so
 * the results are the same whichever it is and however many workers there are.
 */
export interface Executor {
  readonly workers: number;
  /** whether arrays can lie in memory that all workers see, so that handing them on copies nothing */
  readonly sharesMemory: boolean;
  run<N extends TaskName>(name: N, args: TaskArgs<N>, context?: ExecutorContext): Promise<TaskResult<N>>;
  /** Gives `value` to every worker that will need it, once. */
  share(value: unknown): SharedRef;
  /** The value is needed no more. Settles when the memory of a large one is free again, unless somebody else holds it. */
  release(ref: SharedRef): Promise<void>;
  /** Zeroed memory for a result put together here, of the kind that goes to other tasks without a copy. */
  allocate(bytes: number): ArrayBufferLike;
  /** Looks for garbage, here and in the workers that are not at work: before something large, where much was let go of. */
  collect(): Promise<void>;
  /** A place for results that wait to be put together. */
  makeShelf(): Shelf;
}

/** Where results wait, out of memory as far as there is another place for them. */
export interface Shelf {
  /**
   * A value to hold in place of this one, which nobody may use any more: its large arrays may lie elsewhere, and are made
   * anew each time they are asked for.
   */
  put<T extends object>(value: T): Promise<T>;
  /** None of the values is needed any more. */
  close(): void;
}

/** Keeps everything in memory. */
export const MEMORY_SHELF: Shelf = { put: async (value) => value, close: () => undefined };

export function isSharedRef(value: unknown): value is SharedRef {
  return (
    typeof value === "object" && value !== null && typeof (value as { sharedKey?: unknown }).sharedKey === "string"
  );
}

/** `args` with each top-level reference replaced by what it stands for. */
export function resolveShared<T extends object>(args: T, lookup: (key: string) => unknown): T {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, isSharedRef(value) ? lookup(value.sharedKey) : value]),
  ) as T;
}
