import type { Executor } from "../pipeline/executor";
import type { Engine } from "./engine";
import { madeUpPosts } from "./made-up-posts";
import { abortError } from "./wire-errors";

/**
 * Posts of the first round, and of each that follows. Many short rounds and not one long one: something is learnt however
 * soon real work comes, and that never waits for more than a few of these posts.
 */
const FIRST_ROWS = 100;
const ROWS = 200;
/** No further round is started after that. */
const MOST_MS = 3000;
/** Rounds that are evaluated too; what that is made of is compiled by then. */
const EVALUATED: ReadonlySet<number> = new Set([1, 2]);

/**
 * Takes a small made-up file from bytes to a fitted model, again and again, while nothing else is asked for: the first file a person
 * opens then meets code that is compiled. Each engine keeps its results to itself; several at once reach every worker of the
 * pool. Stops as soon as `isWanted` says that real work has come: give the engines an executor that is
 * {@link untilWanted}.
 */
export async function rehearse(
  engines: readonly Engine[],
  { isWanted, now }: { readonly isWanted: () => boolean; readonly now: () => number },
): Promise<void> {
  const started = now();
  for (let round = 0; !isWanted() && now() - started < MOST_MS; round++) {
    const text = madeUpPosts(round, round === 0 ? FIRST_ROWS : ROWS);
    const model = round % 2 === 0 ? ({ kind: "ridge" } as const) : ({ kind: "forest", trees: 4 } as const);
    await Promise.all(
      engines.map(async (engine) => {
        await engine.open({ kind: "text", name: "rehearsal.csv", text });
        if (isWanted()) return;
        await engine.configure({ problem: { target: "score" }, model, behaviour: { auto: false } });
        await engine.run(EVALUATED.has(round) ? "evaluate" : "train");
      }),
    );
  }
}

/**
 * As `executor`, until real work is wanted; from then on it takes no task more. Those under way come to their end, since the
 * workers that have learnt something are not to be terminated.
 */
export function untilWanted(executor: Executor, isWanted: () => boolean): Executor {
  return {
    workers: executor.workers,
    sharesMemory: executor.sharesMemory,
    run: (name, args, context) => (isWanted() ? Promise.reject(abortError()) : executor.run(name, args, context)),
    share: (value) => executor.share(value),
    release: (ref) => executor.release(ref),
    allocate: (bytes) => executor.allocate(bytes),
    collect: () => executor.collect(),
    makeShelf: () => executor.makeShelf(),
  };
}
