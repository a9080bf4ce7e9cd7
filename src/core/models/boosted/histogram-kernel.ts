/** The functions of `src/kernels/histogram-kernel.ts`. */
export interface HistogramKernel {
  configure(table: number, worker: number, workers: number): void;
  order(from: number, to: number): void;
  lead(): number;
  isDone(): number;
  assist(): void;
  bestOfGroups(isLarge: number): number;
}

/** Kinds of a step, as the kernel calls them. */
export const ROOT = 0;
export const DIVIDE = 1;
export const DIVIDE_AT_ONCE = 2;
