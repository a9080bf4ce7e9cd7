import { createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeRng } from "../core/random/xoshiro";
import type { Rng } from "../core/random/rng";

/** Raised whenever the same rows and seed would give other bytes. */
const VERSION = 1;
const DISTINCT_WORDS = 60_000;
const QUANTILES = 1 << 20;
const ROWS_PER_WRITE = 2000;
const SECONDS_FROM = Date.UTC(2016, 0, 1) / 1000;
const SECONDS = 5 * 365 * 86_400;
const TAGS = [
  "Physics",
  "Biology",
  "Chemistry",
  "Medicine",
  "Astronomy",
  "Earth Sciences",
  "Engineering",
  "Mathematics",
];
const SYLLABLES = "ba be bi bo ca ce co cu da de di do fa fe fi ga ge go ha he hi la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo ter con per tion ment stel gra ".trim().split(" "); // prettier-ignore
const COMMON = "the of and to a in is it that for on are as with be this have from or by not what why how do can if we at you would an but they so when which there does like all about water more than one has will could them its into our was same then other some their time any light being through earth because where happen how body over only after just space much between make energy most up even where people also been over many".split(" "); // prettier-ignore

/**
 * Path of a CSV of made-up posts of about 500 bytes a row, written once and kept in the system's folder for temporary
 * files. Words follow Zipf's law over 60,000 of them, texts hold commas, quotes, line ends and letters beyond ASCII, one
 * row in 50 repeats an earlier one, and the score depends on a few words, the tag, the hour and luck.
 */
export async function generatedPosts(rows: number, seed = 1): Promise<string> {
  const folder = join(tmpdir(), "scorebook-bench");
  const path = join(folder, `posts-${rows}-seed${seed}-v${VERSION}.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const partial = `${path}.${process.pid}.part`;
  const stream = createWriteStream(partial);
  const nextRow = makeRowSource(seed);
  stream.write("title,body,tag,datetime,author,score,upvote_ratio,url\n");
  for (let from = 0; from < rows; from += ROWS_PER_WRITE) {
    let text = "";
    for (let row = from; row < Math.min(rows, from + ROWS_PER_WRITE); row++) text += nextRow(row);
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
  renameSync(partial, path);
  return path;
}

/** The line of each row in turn. */
export function makeRowSource(seed: number): (row: number) => string {
  const rng = makeRng(seed);
  const words = makeWords(rng);
  const ranks = zipfRanks();
  const word = () => words[ranks[rng.below(QUANTILES)]];
  const effects = Float64Array.from(words, (_, rank) => (rank > 80 && rank % 7 === 0 ? 2 * rng.float() - 0.8 : 0));
  const kept: string[] = [];
  return (row) => {
    if (kept.length > 20 && rng.below(50) === 0) return kept[rng.below(kept.length)];
    let signal = 0;
    const phrase = (count: number) => {
      let text = "";
      for (let i = 0; i < count; i++) {
        const rank = ranks[rng.below(QUANTILES)];
        signal += effects[rank];
        text += i === 0 ? words[rank] : (rng.below(9) === 0 ? ", " : " ") + words[rank];
      }
      return text;
    };
    const title = `${capital(phrase(6 + rng.below(9)))}?`;
    const length = rng.below(4) === 0 ? 0 : 10 + Math.floor(-62 * Math.log(1 - rng.float()));
    const body = length === 0 ? "" : bodyOf(phrase, Math.min(length, 1500), rng);
    const tag = rng.below(40) === 0 ? "" : TAGS[rng.below(TAGS.length)];
    const moment = new Date((SECONDS_FROM + rng.below(SECONDS)) * 1000);
    const hour = moment.getUTCHours();
    const noise = Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
    const level = 4 + 0.25 * signal + (hour > 12 ? 0.6 : 0) + (tag === "Physics" ? 0.5 : 0) + noise;
    const score = Math.round(Math.exp(Math.min(11, level)));
    const ratio = (0.5 + 0.5 / (1 + Math.exp(-(level - 3) / 2))).toFixed(2);
    const date = moment.toISOString().slice(0, 19).replace("T", " ");
    const line = `"${title}","${body}",${tag},${date},${word()}${rng.below(5000)},${score},${ratio},https://example.org/r/posts/${row.toString(36)}/${word()}\n`;
    if (row % 37 === 0 && kept.length < 5000) kept.push(line);
    return line;
  };
}

function bodyOf(phrase: (count: number) => string, words: number, rng: Rng): string {
  let text = "";
  for (let left = words; left > 0;) {
    const count = Math.min(left, 6 + rng.below(16));
    const sentence = `${capital(phrase(count))}${rng.below(6) === 0 ? "?" : "."}`;
    const kind = rng.below(60);
    text +=
      kind === 0
        ? `${sentence}\n\n`
        : kind === 1
          ? `""${sentence}"" `
          : kind === 2
            ? `It’s naïve: ${sentence} `
            : `${sentence} `;
    left -= count;
  }
  return text.trimEnd();
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

/** Common words first, then made-up ones, longer the rarer they are. */
function makeWords(rng: Rng): string[] {
  const known = new Set(COMMON);
  while (known.size < DISTINCT_WORDS) {
    const syllables = known.size < 2000 ? 2 : 3;
    let made = "";
    for (let i = 0; i < syllables + rng.below(2); i++) made += SYLLABLES[rng.below(SYLLABLES.length)];
    known.add(made);
  }
  return [...known];
}

/** The rank of a word at each of many evenly spaced quantiles of Zipf's law. */
function zipfRanks(): Uint32Array {
  let total = 0;
  for (let rank = 0; rank < DISTINCT_WORDS; rank++) total += 1 / (rank + 2.7);
  const ranks = new Uint32Array(QUANTILES);
  let at = 0;
  let sum = 0;
  for (let rank = 0; rank < DISTINCT_WORDS; rank++) {
    sum += 1 / (rank + 2.7) / total;
    const end = rank === DISTINCT_WORDS - 1 ? QUANTILES : Math.min(QUANTILES, Math.round(sum * QUANTILES));
    ranks.fill(rank, at, end);
    at = end;
  }
  return ranks;
}
