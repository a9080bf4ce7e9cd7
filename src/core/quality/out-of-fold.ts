import { fitLogistic } from "../models/linear/logistic/logistic";
import { predictLogistic } from "../models/linear/logistic/logistic-model";
import { takeRows } from "../sparse/csr";
import type { CsrMatrix } from "../sparse/csr";
import { CsrBuilder } from "../sparse/csr-builder";
import type { PostWords } from "./post-words";

const MOST_WORDS = 4000;
const FEWEST_POSTS = 2;
/** Enough for probabilities that are only compared with each other. */
const ITERATIONS = 30;

/**
 * The words of the rows as tf-idf of unit length: 1 + ln(count) times ln(n / posts with the word), over the 4,000 words
 * that most posts hold; words of one post are left out.
 */
export function wordMatrix(words: PostWords, rows: ArrayLike<number>): CsrMatrix {
  const posts = new Uint32Array(words.vocabulary.length);
  const counted: Map<number, number>[] = [];
  for (let i = 0; i < rows.length; i++) {
    const counts = new Map<number, number>();
    for (let at = words.offsets[rows[i]]; at < words.offsets[rows[i] + 1]; at++) {
      counts.set(words.ids[at], (counts.get(words.ids[at]) ?? 0) + 1);
    }
    for (const word of counts.keys()) posts[word]++;
    counted.push(counts);
  }
  const kept = Array.from(posts.keys())
    .filter((word) => posts[word] >= FEWEST_POSTS)
    .sort((a, b) => posts[b] - posts[a] || a - b)
    .slice(0, MOST_WORDS);
  const column = new Map(kept.map((word, i) => [word, i]));
  const builder = new CsrBuilder(rows.length, kept.length, 16 * rows.length);
  for (const counts of counted) {
    const entries = [...counts].flatMap(([word, count]): [number, number][] => {
      const at = column.get(word);
      return at === undefined ? [] : [[at, (1 + Math.log(count)) * (1 + Math.log(rows.length / posts[word]))]];
    });
    entries.sort((a, b) => a[0] - b[0]);
    const length = Math.hypot(...entries.map(([, value]) => value)) || 1;
    for (const [at, value] of entries) builder.push(at, value / length);
    builder.endRow();
  }
  return builder.finish();
}

/**
 * Probabilities of every class (rows x classes) by a logistic regression that did not see the row: `folds` parts in which
 * every class is dealt out evenly. A class without a row in the others has probability 0. Needs two classes with a row each
 * outside of every fold; null where there are not.
 */
export function outOfFold(
  x: CsrMatrix,
  y: Float64Array,
  classCount: number,
  folds: number,
  onFold: () => void = () => {},
): Float64Array | null {
  const dealt = new Uint32Array(classCount);
  const foldOf = Uint32Array.from(y, (label) => dealt[label]++ % folds);
  const probabilities = new Float64Array(y.length * classCount);
  for (let fold = 0; fold < folds; fold++) {
    const fit = Array.from(foldOf.keys()).filter((i) => foldOf[i] !== fold);
    const judged = Array.from(foldOf.keys()).filter((i) => foldOf[i] === fold);
    if (judged.length === 0) continue;
    if (new Set(fit.map((i) => y[i])).size < 2) return null;
    const { model } = fitLogistic(
      { task: "classification", classCount, x: takeRows(x, fit), y: Float64Array.from(fit, (i) => y[i]) },
      { c: 1, fitIntercept: true, maxIterations: ITERATIONS },
    );
    const part = predictLogistic(model, takeRows(x, judged));
    judged.forEach((i, at) => {
      probabilities.set(part.subarray(at * classCount, (at + 1) * classCount), i * classCount);
    });
    onFold();
  }
  return probabilities;
}
