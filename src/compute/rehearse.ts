import type { Engine } from "./engine";

/** Rounds after which code is compiled as it stays, and the time after which no further one is started. */
const ROUNDS = 8;
const MOST_MS = 1500;
const ROWS = 160;

/**
 * Takes a small made-up file from bytes to a fitted model, again and again, while nothing else is asked for: the first file a person
 * opens then meets code that is compiled. Each engine keeps its results to itself; several at once reach every worker of the
 * pool. Stops between rounds as soon as `isWanted` says that real work has come.
 */
export async function rehearse(
  engines: readonly Engine[],
  { isWanted, now }: { readonly isWanted: () => boolean; readonly now: () => number },
): Promise<void> {
  const started = now();
  for (let round = 0; round < ROUNDS && !isWanted() && now() - started < MOST_MS; round++) {
    const text = madeUpFile(round);
    await Promise.all(
      engines.map(async (engine) => {
        await engine.open({ kind: "text", name: "rehearsal.csv", text });
        if (isWanted()) return;
        await engine.configure({ problem: { target: "score" }, model: { kind: "ridge" } });
        await engine.run("train");
      }),
    );
  }
}

const STEMS = "plant water light sound atom star brain cell heat time space fossil river metal ocean energy".split(" ");
const ENDINGS = ["", "s", "ing", "ed", "ation", "ness", "ly", "ful", "er", "ity", "ize", "al"];
const SMALL = "why do the is of a in and how it to not we if on that for".split(" ");

/** Posts in the shape that posts have; the same for the same round. */
function madeUpFile(round: number): string {
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
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const body = draw(4) === 0 ? "" : `"${words(10 + draw(90))}, ""${word()}""\n${words(5)} – ${word()}?"`;
    const day = 1 + draw(28);
    return `${words(4 + draw(9))},${body},${STEMS[draw(6)]},2020-0${1 + draw(9)}-${day < 10 ? "0" : ""}${day} 10:20:30,u${draw(90)},${draw(5000)},0.${10 + draw(89)},https://example.org/${round}/${row}`;
  });
  return `title,body,tag,datetime,author,score,ratio,url\n${rows.join("\n")}\n`;
}
