// AssemblyScript, part of tree-kernel.ts.
//
// How long the tree has been growing, in entries visited, and whether it is still wanted.

/** Not zero when the tree is not wanted any more. */
declare function isStopped(): i32;

/** Entries visited between two questions whether to stop, about a millisecond. */
const VISITS_PER_QUESTION: u32 = 200000;

let visits: u32 = 0;
/** The tree is not wanted any more. */
export let isOver: bool = false;

export function startWork(): void {
  visits = 0;
  isOver = false;
}

export function visit(entries: u32): void {
  visits += entries;
}

/** Counts visits of entries, and asks now and then whether to stop. */
export function mayGoOn(visited: u32): bool {
  visits += visited;
  if (visits < VISITS_PER_QUESTION) return true;
  visits = 0;
  isOver = isStopped() !== 0;
  return !isOver;
}
