import { createStore } from "zustand/vanilla";

/** Milliseconds of the last hundred predictions that were computed (not remembered), oldest first. */
export const latencyStore = createStore<{ readonly samplesMs: readonly number[] }>(() => ({ samplesMs: [] }));

export const LATENCIES_KEPT = 100;

export function recordLatency(ms: number): void {
  latencyStore.setState(({ samplesMs }) => ({ samplesMs: [...samplesMs, ms].slice(-LATENCIES_KEPT) }));
}

export function forgetLatencies(): void {
  latencyStore.setState({ samplesMs: [] });
}

/** The value that a share `q` of the samples does not exceed (nearest rank); NaN without samples. */
export function quantile(samples: readonly number[], q: number): number {
  if (samples.length === 0) return NaN;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1))];
}
