/** Page, workers and Node all have it; core does not, because results must not depend on time. */
declare const performance: { now(): number };

/** Milliseconds, monotonic, from an arbitrary start. */
export function nowMs(): number {
  return performance.now();
}
