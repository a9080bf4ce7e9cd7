import type { FinishedTrial } from "./trial";

/** Of the trials that reach a rung, one in so many goes on. */
export const REDUCTION = 3;

/**
 * Asynchronous successive halving (Li et al. 2018): the loss that a trial must not exceed at each rung to go on, by the
 * trials that reached it before. Infinity where there are too few to tell; the last rung stops none.
 */
export function rungLimits(trials: readonly FinishedTrial[], rungs: number): readonly number[] {
  return Array.from({ length: rungs }, (_, rung) => {
    if (rung === rungs - 1) return Infinity;
    const seen = trials
      .filter(({ state, rungs: reached }) => state !== "failed" && reached.length > rung)
      .map((trial) => trial.rungs[rung]);
    if (seen.length < REDUCTION) return Infinity;
    seen.sort((a, b) => a - b);
    return seen[Math.max(0, Math.ceil(seen.length / REDUCTION) - 1)];
  });
}
