import { ENGLISH_STOP_WORDS } from "../text/stop-words";
import { columnsWith, usedRows } from "./check";
import type { QualityInputs } from "./check";
import { columnPower } from "./column-power";
import { medianOf, rankValues } from "./rank-values";

/** How one column of numbers or dates goes with the target, over the rows that have both. */
export interface ColumnAssociation {
  readonly column: string;
  readonly rows: number;
  /** null for dates, whose distance in milliseconds says little */
  readonly pearson: number | null;
  readonly spearman: number;
  /** of the order of the target, by a tree on this column alone, 0 to 1 */
  readonly explained: number;
}

/** How posts with a word do beside those without. */
export interface WordAssociation {
  readonly word: string;
  readonly posts: number;
  /** median target of the posts with it and of those without */
  readonly medianWith: number;
  readonly medianWithout: number;
  /** mean place among all posts of those with it less that of the others, -1 to 1 */
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

/** What goes with the target in the rows that train or test. Both lists are empty without a target. */
export function findAssociations(inputs: QualityInputs): Associations {
  if (!inputs.target) return { columns: [], words: [] };
  const rows = usedRows(inputs);
  return { columns: ofColumns(inputs, rows), words: ofWords(inputs, rows) };
}

function ofColumns(inputs: QualityInputs, rows: Uint32Array): ColumnAssociation[] {
  const { table, target } = inputs;
  const { name: targetName, values, ranks } = target!;
  return table.columns
    .filter(({ name, values: numbers }) => numbers && name !== targetName)
    .map((column): ColumnAssociation => {
      const both = rows.filter((row) => Number.isFinite(column.values![row]) && !Number.isNaN(ranks[row]));
      const own = Float64Array.from(both, (row) => column.values![row]);
      const theirs = Float64Array.from(both, (row) => values[row]);
      return {
        column: column.name,
        rows: both.length,
        pearson: column.type === "date" ? null : correlation(own, theirs),
        spearman: correlation(rankValues(own), rankValues(theirs)),
        explained: columnPower(column, rows, ranks),
      };
    })
    .filter(({ rows: count }) => count > 2)
    .sort((a, b) => b.explained - a.explained || Math.abs(b.spearman) - Math.abs(a.spearman));
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

function ofWords(inputs: QualityInputs, allRows: Uint32Array): WordAssociation[] {
  const { target, words } = inputs;
  const { values, ranks } = target!;
  if (columnsWith(inputs, "text").length === 0) return [];
  const rows = allRows.filter((row) => !Number.isNaN(ranks[row]));
  const posts = new Uint32Array(words.vocabulary.length);
  const sums = new Float64Array(words.vocabulary.length);
  const lastSeen = new Int32Array(words.vocabulary.length).fill(-1);
  let total = 0;
  for (const row of rows) {
    total += ranks[row];
    for (let i = words.offsets[row]; i < words.offsets[row + 1]; i++) {
      const word = words.ids[i];
      if (lastSeen[word] === row) continue;
      lastSeen[word] = row;
      posts[word]++;
      sums[word] += ranks[row];
    }
  }
  const n = rows.length;
  const fewest = Math.max(FEWEST_POSTS, FEWEST_SHARE * n);
  const scored: { word: number; difference: number; z: number }[] = [];
  for (let word = 0; word < posts.length; word++) {
    const withIt = posts[word];
    const without = n - withIt;
    if (withIt < fewest || without < fewest || isDull(words.vocabulary[word])) continue;
    const difference = sums[word] / withIt - (total - sums[word]) / without;
    // ranks are spread evenly over 0 to 1: variance 1/12
    scored.push({ word, difference, z: difference / Math.sqrt((1 / withIt + 1 / without) / 12) });
  }
  scored.sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || a.word - b.word);
  return scored.slice(0, WORDS_KEPT).map(({ word, difference, z }) => {
    const has = (row: number) => words.ids.subarray(words.offsets[row], words.offsets[row + 1]).includes(word);
    const holding = rows.map((row) => (has(row) ? 1 : 0));
    return {
      word: words.vocabulary[word],
      posts: posts[word],
      medianWith: medianOf(
        values,
        rows.filter((_, i) => holding[i] === 1),
      ),
      medianWithout: medianOf(
        values,
        rows.filter((_, i) => holding[i] === 0),
      ),
      difference,
      z,
    };
  });
}

/** What an apostrophe leaves of "I've", "don't" and their like. */
const TAILS = new Set(
  "ve ll re don didn doesn isn wasn weren aren wouldn couldn shouldn haven hasn hadn won ain mustn".split(" "),
);

function isDull(word: string): boolean {
  return word.length < 2 || ENGLISH_STOP_WORDS.has(word) || TAILS.has(word);
}
