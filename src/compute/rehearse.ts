import type { Executor } from "../pipeline/executor";
import type { Engine } from "./engine";
import { abortError } from "./wire-errors";

/**
 * Posts of each round. Many short rounds and not one long one: something is learnt however soon real work comes, and
 * that never waits for more than a few of these posts.
 */
const ROWS = [100, 200, 200, 200, 200, 200, 200, 200, 200];
/** No further round is started after that. */
const MOST_MS = 3000;
/** Rounds that are evaluated too; what that is made of is compiled by then. */
const EVALUATED: ReadonlySet<number> = new Set([1, 3]);

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
  for (const [round, rows] of ROWS.entries()) {
    if (isWanted() || now() - started >= MOST_MS) return;
    const text = madeUpFile(round, rows);
    const model = round === 0 ? ({ kind: "ridge" } as const) : ({ kind: "forest", trees: 4 } as const);
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

const STEMS = "plant water light sound atom star brain cell heat time space fossil river metal ocean energy".split(" ");
const ENDINGS = ["", "s", "ing", "ed", "ation", "ness", "ly", "ful", "er", "ity", "ize", "al"];
const SMALL = "why do the is of a in and how it to not we if on that for".split(" ");

/** Posts in the shape that posts have; the same for the same round. */
function madeUpFile(round: number, rowCount: number): string {
  let state = 1000 + round;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const word = () =>
    draw(2) === 0
      ? SMALL[draw(SMALL.length)]
      : `${STEMS[draw(STEMS.length)]}${draw(40) === 0 ? draw(999) : ""}${ENDINGS[draw(ENDINGS.length)]}`;
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const body = draw(4) === 0 ? "" : `"${words(10 + draw(90))}, ""${word()}""\n${words(5)} – ${word()}?"`;
    const day = 1 + draw(28);
    return `${words(4 + draw(9))},${body},${STEMS[draw(6)]},2020-0${1 + draw(9)}-${day < 10 ? "0" : ""}${day} 10:20:30,u${draw(90)},${draw(5000)},0.${10 + draw(89)},https://example.org/${round}/${row}`;
  });
  return `title,body,tag,datetime,author,score,ratio,url\n${rows.join("\n")}\n`;
}
