// AssemblyScript, not TypeScript: part of histogram-kernel.ts.
//
// Several workers on one memory: one leads, the others assist. What there is to do is posted in parts, which whoever is free
// claims one by one, the leader too, so that nobody waits for one who has not come. Each begins elsewhere and goes on in an
// order of its own, the same at every post: a part's memory is then mostly in the cache of the core that does it, and fetching
// it from another core's takes longer than the work. Words stand in cache lines of their own.

/** Counts the posts. */
const POST: usize = 64;
/** How many parts of the last one are done. */
const DONE: usize = 128;
const SLEEPERS: usize = 192;

/** Looks at memory before one sleeps, some 50 microseconds of them: waking up takes as long. */
const LOOKS = 30000;
const LONGEST_SLEEP: i64 = 1000000;
/** Nobody wakes the leader: what it waits for is about to be done. */
const LEADERS_SLEEP: i64 = 200000;

/** Where the words stand. */
let words: usize = 0;
/** A word a part, LINE bytes apart: the last post at which it was claimed. */
let claims: usize = 0;
const LINE: usize = 64;
let parts: i32 = 0;
/** Which part is tried first, and in which direction it goes on, round and round. */
let first: i32 = 0;
let direction: i32 = 1;
let lastPost: i32 = 0;

/** @param worker of `workers`; the leader is 0 */
export function setClaims(address: usize, ofParts: usize, count: i32, worker: i32, workers: i32): void {
  words = address;
  claims = ofParts;
  parts = count;
  lastPost = atomic.load<i32>(words + POST);
  // Two neighbours begin at the two ends of what is theirs together, so that both come to its middle.
  const isOdd = (worker & 1) === 1;
  direction = isOdd ? -1 : 1;
  first = isOdd ? ((worker + 1) * parts) / workers - 1 : (worker * parts) / workers;
}

/** Everything that the parts read must be in memory by now. */
export function post(): void {
  atomic.store<i32>(words + DONE, 0);
  lastPost = atomic.add<i32>(words + POST, 1) + 1;
  if (atomic.load<i32>(words + SLEEPERS) !== 0) atomic.notify(words + POST, -1);
}

/** The part that is this worker's `turn`th, if it is to be had; else -1. */
export function claimPart(turn: i32): i32 {
  let part = first + direction * turn;
  if (part >= parts) part -= parts;
  else if (part < 0) part += parts;
  const claim = claims + <usize>part * LINE;
  // Compared with the post before: who comes too late, at the post after this one, claims nothing.
  if (atomic.load<i32>(claim) !== lastPost - 1) return -1;
  return atomic.cmpxchg<i32>(claim, lastPost - 1, lastPost) === lastPost - 1 ? part : -1;
}

export function partDone(): void {
  atomic.add<i32>(words + DONE, 1);
}

/** Whether all parts are done, after a while of waiting for it. */
export function awaitParts(): bool {
  for (let look = 0; look < LOOKS; look++) if (atomic.load<i32>(words + DONE) === parts) return true;
  const done = atomic.load<i32>(words + DONE);
  if (done !== parts) atomic.wait<i32>(words + DONE, done, LEADERS_SLEEP);
  return atomic.load<i32>(words + DONE) === parts;
}

/** For who assists: comes back when there is something to claim, and after a while anyway. */
export function awaitPost(): void {
  for (let look = 0; look < LOOKS; look++) if (hasPost()) return;
  atomic.add<i32>(words + SLEEPERS, 1);
  // The wait looks once more: who posts looks for sleepers only after it has posted.
  atomic.wait<i32>(words + POST, lastPost, LONGEST_SLEEP);
  atomic.sub<i32>(words + SLEEPERS, 1);
  hasPost();
}

function hasPost(): bool {
  const present = atomic.load<i32>(words + POST);
  if (present === lastPost) return false;
  lastPost = present;
  return true;
}
