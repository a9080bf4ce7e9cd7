import { makeRng } from "../../core/random/xoshiro";
import type { Rng } from "../../core/random/rng";
import { PLANTED, SAMPLE_REPEATS, SAMPLE_ROWS, SAMPLE_SEED } from "./planted";
import { FILLERS, QUESTIONS, STATEMENTS, SUBJECTS, VERBS } from "./vocabulary";

export interface SamplePost {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly datetime: string;
  readonly author: string;
  readonly score: number;
  readonly upvote_ratio: number;
  readonly url: string;
  /** the score without its noise; not a column of the file */
  readonly expected: number;
}

const TAGS = Object.keys(PLANTED.tags) as (keyof typeof PLANTED.tags)[];
const EFFECT_WORDS = Object.keys(PLANTED.words) as (keyof typeof PLANTED.words)[];
const DAYS = 4 * 365;

/**
 * Synthetic posts with the effects of {@link PLANTED}: the same seed gives the same posts. The last `repeats` rows
 * repeat earlier ones with the same text and url, scattered over the second half of the file.
 */
export function makeSamplePosts(rows = SAMPLE_ROWS, seed = SAMPLE_SEED, repeats = SAMPLE_REPEATS): SamplePost[] {
  const rng = makeRng(seed);
  const posts = Array.from({ length: rows - repeats }, (_, i) => makePost(rng, i));
  for (let i = 0; i < repeats; i++) {
    const half = Math.floor(posts.length / 2);
    const original = posts[rng.below(half)];
    const copy = { ...original, score: Math.round(original.score + normal(rng) * 4) };
    posts.splice(half + rng.below(posts.length - half + 1), 0, copy);
  }
  return posts;
}

function makePost(rng: Rng, index: number): SamplePost {
  const pick = <T>(items: readonly T[]): T => items[rng.below(items.length)];
  const isQuestion = rng.float() < 0.6;
  const planted = EFFECT_WORDS.filter(() => rng.float() < 0.07);
  const inTitle = planted.filter(() => rng.float() < 0.5);
  const pattern = pick(isQuestion ? QUESTIONS : STATEMENTS);
  const stem = pattern.replace("{a}", pick(SUBJECTS)).replace("{b}", pick(SUBJECTS)).replace("{v}", pick(VERBS));
  const title = `${stem}${inTitle.length > 0 ? ` (${inTitle.join(", ")})` : ""}${isQuestion ? "?" : ""}`;
  const inBody = planted.filter((word) => !inTitle.includes(word));
  const hasBody = inBody.length > 0 || rng.float() < 0.6;
  const body = hasBody ? makeBody(rng, inBody) : "";
  const tag = rng.float() < 0.04 ? "" : pick(TAGS);
  const day = rng.below(DAYS);
  const hour = rng.below(24);
  const when = new Date(Date.UTC(PLANTED.firstYear, 0, 1 + day, hour, rng.below(60), rng.below(60)));
  const expected =
    PLANTED.base +
    planted.reduce((sum, word) => sum + PLANTED.words[word], 0) +
    (tag === "" ? 0 : PLANTED.tags[tag as keyof typeof PLANTED.tags]) +
    (isQuestion ? PLANTED.question : 0) +
    PLANTED.year * (when.getUTCFullYear() - PLANTED.firstYear) +
    (hour >= 14 && hour < 20 ? PLANTED.afternoon : 0);
  const score = Math.round(expected + normal(rng) * PLANTED.noise);
  return {
    title,
    body,
    tag,
    datetime: when.toISOString().slice(0, 19).replace("T", " "),
    author: `synthetic_${rng.below(900)}`,
    score,
    upvote_ratio: Math.round(Math.min(1, Math.max(0.3, 0.55 + score / 2500 + normal(rng) * 0.03)) * 100) / 100,
    url: `https://example.invalid/synthetic/${index}`,
    expected,
  };
}

function makeBody(rng: Rng, words: readonly string[]): string {
  const sentences = Array.from({ length: 1 + rng.below(4) }, () => FILLERS[rng.below(FILLERS.length)]);
  const subjects = Array.from({ length: 2 + rng.below(4) }, () => SUBJECTS[rng.below(SUBJECTS.length)]);
  const about = `It is about ${[...subjects, ...words].join(" and ")}`;
  sentences.splice(rng.below(sentences.length + 1), 0, about);
  // Some bodies run over several lines, some carry a quoted word or a link, as real ones do.
  const quoted = rng.float() < 0.2 ? ` He called it "${SUBJECTS[rng.below(SUBJECTS.length)]}".` : "";
  const link = rng.float() < 0.1 ? ` See https://example.invalid/${rng.below(10_000)}` : "";
  return sentences.join(rng.float() < 0.25 ? ".\n" : ". ") + "." + quoted + link;
}

/** Box and Muller's normal deviate. */
function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
}
