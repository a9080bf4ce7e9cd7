import type { Signal } from "../../job";
import { awaitTeam, isOver, workersOf, type Team } from "../team";
import { instantiateIn, TABLE } from "../tree/kernel";
import type { HistogramKernel } from "./histogram-kernel";
import { HISTOGRAM_KERNEL_BYTES } from "./histogram-kernel-bytes";

/** The longest that a helper sleeps before it looks whether it is to go. */
const LOOK_MS = 5;

/**
 * Helps with whatever is to do, until the trees are grown or this worker is wanted elsewhere.
 * @param helper from 1 on: the leader is 0
 * @returns whether to come again
 */
export function assist(team: Team, helper: number, isWanted: () => boolean, signal?: Signal): boolean {
  while (!awaitTeam(team, LOOK_MS)) {
    signal?.throwIfAborted();
    if (isWanted()) return true;
  }
  if (isOver(team)) return false;
  const kernel = instantiateIn<HistogramKernel>(HISTOGRAM_KERNEL_BYTES, team);
  if (!kernel) return false;
  kernel.configure(TABLE, helper, workersOf(team));
  while (!isOver(team) && !isWanted()) {
    signal?.throwIfAborted();
    kernel.assist();
  }
  return !isOver(team);
}
