import { createStore } from "zustand/vanilla";
import { formatLatency } from "../../ui/format";

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

/** Of the quantiles .5, .95 and .99: "p50 0.4 ms · p95 0.7 · p99 1.1", the unit said once where it is the same. */
export function latencyWords([p50, p95, p99]: readonly number[]): string {
  const rest = [p95, p99].map((ms) => formatLatency(ms).replace(/ ms$/, ""));
  return `p50 ${formatLatency(p50)} · p95 ${rest[0]} · p99 ${rest[1]}`;
}
