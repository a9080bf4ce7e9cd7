import type { ComparisonPart } from "../results";
import { count, mb } from "./format";

const TREES = 100;
const ROWS_SCORED = 100_000;
/** Of the rows, in a bootstrap draw of as many. */
const DISTINCT_ROWS = 0.632;
const ENTRY_BYTES = 8;
/** Half of them leaves: a value each, and for the others a threshold and a mark. */
const NODE_BYTES = 10;
const [HIDDEN_1, HIDDEN_2, BATCH] = [100, 50, 200];

/** What the machine would allow at best. */
export function reportLimits({ matrix, forestShape, limits, figures }: ComparisonPart): string[] {
  const [forest, many] = [figures.forest.ours, figures.many.ours];
  if (!matrix || !forest || !many) return [];
  const visited = TREES * matrix.entries * DISTINCT_ROWS * forestShape.meanDepth;
  const walked = (ROWS_SCORED * TREES * forestShape.meanDepth) / many.median;
  const weights = matrix.columns * HIDDEN_1 + HIDDEN_1 * HIDDEN_2;
  // Weight and both moments, each read and written.
  const epochBytes = weights * 4 * 6 * Math.ceil(matrix.rows / BATCH);
  return [
    "## What the machine would allow",
    "",
    `One thread of a worker here copies ${(limits.copied / 1e9).toFixed(1)} GB/s (read and written) and makes ${(limits.gathered / 1e6).toFixed(0)} million random reads a second in 128 MB.`,
    "",
    `- *Forest*: ${count(matrix.entries)} entries of ${count(matrix.rows)} rows, 63% of them in each tree's draw, partitioned once a level; leaves lie ${forestShape.meanDepth.toFixed(0)} levels deep on`,
    `  average. If every entry went through every level that were ${(visited / 1e9).toFixed(1)} billion visits, ${(visited / forest.median / 1e6).toFixed(0)} million a second. Moved in full (${ENTRY_BYTES} bytes read and written each) they would take`,
    `  ${((visited * 2 * ENTRY_BYTES) / limits.copied / 2).toFixed(2)} s on two such threads. Large nodes near the root are few and small ones fit the cache, so the next step is to visit less, not to move faster.`,
    `- *100,000 predictions*: a walk as fast would pass up to ${(walked / 1e6).toFixed(0)} million nodes a second over all workers (rows gather in shallower leaves than the average`,
    "  one). None is passed: a post of r/askscience turns right 3 times in a tree on its way past 77 nodes, and the nodes that turn it are found from its own columns. They ask",
    "  for these at 30 nodes a tree, without the column that rows are sorted by (17 more); flipping a bit for each, about 0.8 ns, is half of a row's time, jumping from turn to turn",
    `  a third. The forest's ${count(forestShape.nodes)} nodes take ${mb(forestShape.nodes * NODE_BYTES)} MB, their bits ${count(forestShape.nodes / 8 / 1000)} KB: both stay in the cache. The next step is not to flip what no row on its way can reach.`,
    `- *Load + clean + tf-idf*: the file's bytes are read three times (decode, split, tokenise) and would pass in milliseconds at the speed of memory; what is spent`,
    "  goes on decisions a character and a word. Several readers over parts of the file are the next step.",
    `- *MLP*: an epoch touches ${count(matrix.entries)} entries times 100 weights twice and Adam's two moments of ${count(weights)} weights a batch: ${(epochBytes / 1e6).toFixed(0)} MB an epoch,`,
    `  ${((1000 * epochBytes) / limits.copied).toFixed(1)} ms at the speed of memory.`,
    "",
  ];
}
