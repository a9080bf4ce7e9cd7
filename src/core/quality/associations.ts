import { ENGLISH_STOP_WORDS } from "../text/stop-words";
import { columnsWith } from "./check";
import type { QualityInputs, TargetOutput } from "./check";
import { columnPower } from "./column-power";
import type { PostWords } from "./post-words";
import { medianOf, rankValues } from "./rank-values";

/** How one column of numbers or dates goes with the target, over the rows that have both. */
export interface ColumnAssociation {
  readonly column: string;
  readonly rows: number;
  /** null for dates, whose distance in milliseconds says little, and for classes */
  readonly pearson: number | null;
  /** null for more than two classes */
  readonly spearman: number | null;
  /** of the order of the target, or of the classes, by a tree on this column alone, 0 to 1 */
  readonly explained: number;
}

/** How posts with a word do beside those without. */
export interface WordAssociation {
  readonly word: string;
  readonly posts: number;
  /** the class that goes with it most, for better or worse; null for a number */
  readonly label: string | null;
  /** median target of the posts with it and of those without; the share of the class where there is one */
  readonly having: number;
  readonly lacking: number;
  /** mean place among all posts of those with it less that of the others, or the difference of the shares; -1 to 1 */
  readonly difference: number;
  /** the difference in standard errors */
  readonly z: number;
}

export interface Associations {
  /** strongest first; columns left out of the model too */
  readonly columns: readonly ColumnAssociation[];
  /** the words that go most with the target, strongest first; English stop words are left out */
  readonly words: readonly WordAssociation[];
}

const WORDS_KEPT = 16;
const FEWEST_POSTS = 8;
const FEWEST_SHARE = 0.003;
const ROWS_BETWEEN_ASKING = 256;

/** What goes with the target in the rows that train or test. Both lists are empty without a target. */
export function findAssociations(inputs: QualityInputs): Associations {
  if (!inputs.target) return { columns: [], words: [] };
  const rows = inputs.used;
  return { columns: ofColumns(inputs, rows), words: ofWords(inputs, rows) };
}

function ofColumns(inputs: QualityInputs, rows: Uint32Array): ColumnAssociation[] {
  const { table, target, signal } = inputs;
  const { name: targetName, values, classes, outputs } = target!;
  const [{ values: first }] = outputs;
  return table.columns
    .filter(({ name, values: numbers }) => numbers && name !== targetName)
    .map((column): ColumnAssociation => {
      signal?.throwIfAborted();
      const both = rows.filter((row) => Number.isFinite(column.values![row]) && !Number.isNaN(first[row]));
      const own = Float64Array.from(both, (row) => column.values![row]);
      const places = Float64Array.from(both, (row) => first[row]);
      return {
        column: column.name,
        rows: both.length,
        pearson:
          column.type === "date" || classes !== null
            ? null
            : correlation(
                own,
                Float64Array.from(both, (row) => values[row]),
              ),
        spearman: outputs.length > 1 ? null : correlation(rankValues(own), rankValues(places)),
        explained: columnPower(column, rows, outputs),
      };
    })
    .filter(({ rows: count }) => count > 2)
    .sort((a, b) => b.explained - a.explained || Math.abs(b.spearman ?? 0) - Math.abs(a.spearman ?? 0));
}

/** Pearson's r; 0 where either is constant. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < n; i++) {
    sumA += a[i];
    sumB += b[i];
  }
  const meanA = sumA / n;
  const meanB = sumB / n;
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < n; i++) {
    products += (a[i] - meanA) * (b[i] - meanB);
    squaresA += (a[i] - meanA) ** 2;
    squaresB += (b[i] - meanB) ** 2;
  }
  const scale = Math.sqrt(squaresA * squaresB);
  return scale > 0 ? products / scale : 0;
}

interface ScoredWord {
  readonly word: number;
  readonly output: TargetOutput;
  readonly withMean: number;
  readonly withoutMean: number;
  readonly z: number;
}

function ofWords(inputs: QualityInputs, allRows: Uint32Array): WordAssociation[] {
  const { target, words } = inputs;
  if (columnsWith(inputs, "text").length === 0) return [];
  const rows = allRows.filter((row) => !Number.isNaN(target!.values[row]));
  const best = new Map<number, ScoredWord>();
  let posts = new Uint32Array();
  for (const output of target!.outputs) {
    const counted = countWords(inputs, rows, output.values);
    posts = counted.posts;
    for (const scored of scoreWords(inputs, rows.length, output, counted)) {
      const known = best.get(scored.word);
      if (!known || Math.abs(scored.z) > Math.abs(known.z)) best.set(scored.word, scored);
    }
  }
  const ordered = [...best.values()].sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || a.word - b.word);
  const kept = ordered.slice(0, WORDS_KEPT);
  const holding = rowsHolding(
    words,
    rows,
    kept.map(({ word }) => word),
  );
  return kept.map(({ word, output, withMean, withoutMean, z }, i) => {
    const has = holding[i];
    const [having, lacking] =
      output.label === null
        ? [1, 0].map((wanted) =>
            medianOf(
              target!.values,
              rows.filter((_, at) => has[at] === wanted),
            ),
          )
        : [withMean, withoutMean];
    return {
      word: words.vocabulary[word],
      posts: posts[word],
      label: output.label,
      having,
      lacking,
      difference: withMean - withoutMean,
      z,
    };
  });
}

/** For each word 1 where a row holds it, in one pass over all words. */
function rowsHolding({ ids, offsets }: PostWords, rows: Uint32Array, wanted: readonly number[]): Uint8Array[] {
  const place = new Map(wanted.map((word, i) => [word, i]));
  const highest = Math.max(-1, ...wanted);
  const isWanted = new Uint8Array(highest + 1);
  for (const word of wanted) isWanted[word] = 1;
  const flags = wanted.map(() => new Uint8Array(rows.length));
  for (let at = 0; at < rows.length; at++) {
    for (let i = offsets[rows[at]]; i < offsets[rows[at] + 1]; i++) {
      if (ids[i] <= highest && isWanted[ids[i]]) flags[place.get(ids[i])!][at] = 1;
    }
  }
  return flags;
}

interface WordCounts {
  readonly posts: Uint32Array<ArrayBuffer>;
  readonly sums: Float64Array;
  readonly total: number;
}

/** Posts that hold each word, and the sum of an output over them. */
function countWords({ words, signal }: QualityInputs, rows: Uint32Array, values: Float64Array): WordCounts {
  const posts = new Uint32Array(words.vocabulary.length);
  const sums = new Float64Array(words.vocabulary.length);
  const lastSeen = new Int32Array(words.vocabulary.length).fill(-1);
  let total = 0;
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_BETWEEN_ASKING === 0) signal?.throwIfAborted();
    total += values[row];
    for (let i = words.offsets[row]; i < words.offsets[row + 1]; i++) {
      const word = words.ids[i];
      if (lastSeen[word] === row) continue;
      lastSeen[word] = row;
      posts[word]++;
      sums[word] += values[row];
    }
  }
  return { posts, sums, total };
}

function scoreWords(
  { words }: QualityInputs,
  n: number,
  output: TargetOutput,
  { posts, sums, total }: WordCounts,
): ScoredWord[] {
  const fewest = Math.max(FEWEST_POSTS, FEWEST_SHARE * n);
  const share = total / n;
  // ranks are spread evenly over 0 to 1; a class is there or not
  const variance = output.label === null ? 1 / 12 : share * (1 - share);
  const scored: ScoredWord[] = [];
  for (let word = 0; word < posts.length; word++) {
    const holding = posts[word];
    const rest = n - holding;
    if (holding < fewest || rest < fewest || isDull(words.vocabulary[word])) continue;
    const withMean = sums[word] / holding;
    const withoutMean = (total - sums[word]) / rest;
    const error = Math.sqrt((1 / holding + 1 / rest) * variance);
    if (error > 0) scored.push({ word, output, withMean, withoutMean, z: (withMean - withoutMean) / error });
  }
  return scored;
}

/** What an apostrophe leaves of "I've", "don't" and their like. */
const TAILS = new Set(
  "ve ll re don didn doesn isn wasn weren aren wouldn couldn shouldn haven hasn hadn won ain mustn".split(" "),
);

function isDull(word: string): boolean {
  return word.length < 2 || ENGLISH_STOP_WORDS.has(word) || TAILS.has(word);
}
