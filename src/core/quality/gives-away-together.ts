import { forest } from "../models/forest/forest";
import type { Signal } from "../job";
import type { ForestPart } from "../models/forest/forest-model";
import { FOREST_OPTIONS } from "../models/forest/options";
import { defaultOptions } from "../options";
import type { CsrMatrix } from "../sparse/csr";
import { CsrBuilder } from "../sparse/csr-builder";
import { findLeaf } from "../models/tree/trees";
import type { Trees } from "../models/tree/trees";
import { columnPower, isInFirstHalf } from "./column-power";
import { columnsWith, finding, spreadOf } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs, QualityTarget } from "./check";
import { jointColumnsOf } from "./joint-columns";
import type { JointColumn } from "./joint-columns";
import { counted, listed, percent, whole } from "./phrases";

/** A column that alone explains more has a finding of its own. */
const ALONE = 0.7;
/** Of the target that columns explain together. */
const WARN_POWER = 0.7;
const FAIL_POWER = 0.9;
/** Rows of one leaf that are of one class, on either half. */
const SURE = 0.85;
/** Of the surprise that is left in a sure leaf: a class of nearly all rows is no surprise. */
const LEFT = 0.3;
/** Share of all rows that lie in sure leaves. */
const WARN_SHARE = 0.03;
const FAIL_SHARE = 0.1;
const FEWEST_IN_LEAF = 20;
const DEEPEST = 8;
const ROWS = 20_000;
/** A column counts among the givers from this share of the sure rows, or of what the tree gains. */
const PART_OF_ROWS = 0.15;
const PART_OF_GAIN = 0.05;
/** A column without which so much of the share of sure rows stays is not needed. */
const NEARLY_AS_MUCH = 0.85;

/**
 * Columns that give the target away only together: the counts that a label was just added to, the parts of a sum. One tree
 * on all of them is grown on half of the rows and judged on the other. For classes it fires where leaves that need two columns or more are
 * nearly all of one class in both halves, or, as for numbers, where the tree explains most of the target.
 */
export function checkGivesAwayTogether(inputs: QualityInputs): CheckResult[] {
  const { target, table, used, signal } = inputs;
  if (!target) return [];
  const step = Math.max(1, Math.ceil(used.length / ROWS));
  const rows = Array.from(used).filter((row, i) => i % step === 0 && !Number.isNaN(target.values[row]));
  const names = new Set(columnsWith(inputs, "categorical", "numeric", "datetime"));
  const powers = new Map<string, number>();
  const columns = table.columns
    .filter(({ name }) => names.has(name))
    .flatMap((column) => {
      signal?.throwIfAborted();
      const power = columnPower(column, used, target.outputs);
      powers.set(column.name, power);
      return power >= ALONE ? [] : jointColumnsOf(column, rows);
    });
  const sources = [...new Set(columns.map(({ source }) => source))];
  if (sources.length < 2 || rows.length < 8 * FEWEST_IN_LEAF) return [];
  const tree = growTree(columns, rows, target, signal);
  const found =
    tree && (leastSure(tree, columns, rows, target, signal) ?? explainedTogether(tree, columns, rows, target));
  if (!found) {
    return [finding("gives-away-together", "pass", `No columns give ${target.name} away together`)];
  }
  const best = sources.reduce((a, b) => (powers.get(b)! > powers.get(a)! ? b : a));
  const why = `gives ${target.name} away, together with others`;
  const remedy: CheckRemedy = {
    label: `Leave out ${counted(found.sources.length, "column")}`,
    change: { data: { columns: Object.fromEntries(found.sources.map((name) => [name, { role: "ignore", why }])) } },
  };
  return [
    finding("gives-away-together", found.status, found.title, {
      columns: found.sources,
      detail: `${found.detail} None does so alone: ${best} explains most, ${percent(powers.get(best)!)}. Found by a tree on one half of the rows and confirmed on the other. Are they known before ${target.name} is?`,
      rows: found.rows,
      remedies: [remedy],
    }),
  ];
}

interface Found {
  /** of the rows that are told nearly for sure; 0 for numbers */
  readonly share: number;
  readonly status: "warn" | "fail";
  readonly sources: readonly string[];
  readonly title: string;
  readonly detail: string;
  readonly rows: readonly number[];
}

interface Grown {
  readonly trees: Trees;
  readonly importance: Float64Array;
  /** of every row, the leaf it ends in */
  readonly leaves: Uint32Array;
  readonly isFit: Uint8Array;
}

function growTree(
  columns: readonly JointColumn[],
  rows: readonly number[],
  target: QualityTarget,
  signal: Signal | undefined,
): Grown | null {
  const isFit = Uint8Array.from(rows, (row) => (isInFirstHalf(row) ? 1 : 0));
  const y = target.classes ? target.values : target.outputs[0].values;
  const fit = rows.flatMap((_, i) => (isFit[i] ? [i] : []));
  const classCount = target.classes?.length ?? 0;
  if (new Set(fit.map((i) => y[rows[i]])).size < 2) return null;
  const part = forest.fitJob(
    {
      task: classCount > 0 ? "classification" : "regression",
      classCount,
      x: matrixOf(columns, fit),
      y: Float64Array.from(fit, (i) => y[rows[i]]),
    },
    {
      ...defaultOptions(FOREST_OPTIONS),
      trees: 1,
      bootstrap: false,
      maxFeatures: 1,
      maxDepth: DEEPEST,
      minSamplesLeaf: FEWEST_IN_LEAF,
      seed: 0,
    },
    { from: 0, to: 1 },
    { ...(signal && { signal }) },
  ) as ForestPart;
  const dense = new Float32Array(columns.length);
  const leaves = Uint32Array.from(rows, (_, i) => {
    for (let c = 0; c < columns.length; c++) dense[c] = columns[c].codes[i];
    return findLeaf(part.trees, 0, dense);
  });
  return { trees: part.trees, importance: part.importance, leaves, isFit };
}

function matrixOf(columns: readonly JointColumn[], at: readonly number[]): CsrMatrix {
  const builder = new CsrBuilder(at.length, columns.length, at.length * columns.length);
  for (const i of at) {
    for (let c = 0; c < columns.length; c++) if (columns[c].codes[i] !== 0) builder.push(c, columns[c].codes[i]);
    builder.endRow();
  }
  return builder.finish();
}

/** By column of the matrix, the codes that lead to a leaf. */
type Path = ReadonlyMap<number, { readonly low: number; readonly high: number }>;

function pathsOf({ feature, threshold, right }: Trees): Map<number, Path> {
  const paths = new Map<number, Path>();
  const visit = (node: number, path: Path): void => {
    const column = feature[node];
    if (column < 0) {
      paths.set(node, path);
      return;
    }
    const { low, high } = path.get(column) ?? { low: 0, high: Infinity };
    const limit = Math.floor(threshold[node]);
    visit(node + 1, new Map(path).set(column, { low, high: Math.min(high, limit) }));
    visit(right[node], new Map(path).set(column, { low: Math.max(low, limit + 1), high }));
  };
  visit(0, new Map());
  return paths;
}

/** The sure leaves of a tree without the columns that it can do without. */
function leastSure(
  tree: Grown,
  columns: readonly JointColumn[],
  rows: readonly number[],
  target: QualityTarget,
  signal: Signal | undefined,
): Found | null {
  let found = sureLeaves(tree, columns, rows, target);
  let kept = columns;
  for (const source of [...(found?.sources ?? [])].reverse()) {
    const fewer = kept.filter((column) => column.source !== source && found!.sources.includes(column.source));
    const regrown = fewer.length > 1 ? growTree(fewer, rows, target, signal) : null;
    const without = regrown && sureLeaves(regrown, fewer, rows, target);
    if (!without || without.share < NEARLY_AS_MUCH * found!.share) continue;
    found = without;
    kept = fewer;
  }
  return found;
}

function sureLeaves(
  { trees, leaves, isFit }: Grown,
  columns: readonly JointColumn[],
  rows: readonly number[],
  { values, classes, name }: QualityTarget,
): Found | null {
  if (!classes) return null;
  const base = new Float64Array(classes.length);
  const counts = new Map<number, { fit: Float64Array; judged: Float64Array }>();
  rows.forEach((row, i) => {
    base[values[row]] += 1 / rows.length;
    const known = counts.get(leaves[i]) ?? {
      fit: new Float64Array(classes.length),
      judged: new Float64Array(classes.length),
    };
    (isFit[i] ? known.fit : known.judged)[values[row]]++;
    counts.set(leaves[i], known);
  });
  const paths = pathsOf(trees);
  const sure = [...counts].flatMap(([leaf, { fit, judged }]) => {
    const index = fit.indexOf(Math.max(...fit));
    const least = Math.max(SURE, 1 - LEFT * (1 - base[index]));
    if (total(judged) < FEWEST_IN_LEAF / 2) return [];
    if (fit[index] / total(fit) < least || judged[index] / total(judged) < least) return [];
    const isRight = (i: number) => values[rows[i]] === index;
    const path = shortened(paths.get(leaf)!, columns, isRight, least);
    const sources = new Set([...path.keys()].map((column) => columns[column].source));
    if (sources.size < 2) return [];
    return [{ leaf, index, path, sources, held: total(fit) + total(judged), right: fit[index] + judged[index] }];
  });
  const held = sure.reduce((sum, leaf) => sum + leaf.held, 0);
  const share = held / rows.length;
  if (share < WARN_SHARE) return null;
  const rowsOf = (source: string) => sure.reduce((sum, leaf) => sum + (leaf.sources.has(source) ? leaf.held : 0), 0);
  const sources = [...new Set(columns.map(({ source }) => source))].filter(
    (source) => rowsOf(source) >= PART_OF_ROWS * held,
  );
  // the rule that is right most often for its size is the one to show
  const shown = sure.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  const region = rows.flatMap((_, i) => (isWithin(columns, shown.path, i) ? [i] : []));
  const right = region.filter((i) => values[rows[i]] === shown.index).length;
  const inSure = new Set(sure.map(({ leaf }) => leaf));
  const inRegion = new Set(region);
  const others = rows.filter((_, i) => inSure.has(leaves[i]) && !inRegion.has(i));
  return {
    share,
    status: share >= FAIL_SHARE ? "fail" : "warn",
    sources,
    title: `${listed(sources)} together give ${name} away: where ${ruleOf(shown.path, columns, sources)}, it is ${classes[shown.index]} in ${whole(right)} of ${counted(region.length, "row")}`,
    detail: `Combinations of them tell ${name} nearly for sure in ${percent(share)} of the rows.`,
    rows: [...region.map((i) => rows[i]), ...others],
  };
}

/** "a is 0 and b is at least 3"; "all are 0" where every giver is the same. */
function ruleOf(path: Path, columns: readonly JointColumn[], sources: readonly string[]): string {
  const parts = [...path]
    .sort(([a], [b]) => a - b)
    .map(([c, { low, high }]) => ({
      source: columns[c].source,
      words: columns[c].describe(low, Math.min(high, largest(columns[c]))),
    }))
    .filter(({ words }) => words !== "");
  const same = new Set(parts.map(({ source, words }) => words.slice(source.length)));
  const isAll = parts.length > 2 && sources.every((name) => parts.some(({ source }) => source === name));
  return same.size === 1 && isAll
    ? `all are${[...same][0].replace(/^ is/, "")}`
    : listed(parts.map(({ words }) => words));
}

function isWithin(columns: readonly JointColumn[], path: Path, i: number): boolean {
  for (const [c, { low, high }] of path) if (columns[c].codes[i] < low || columns[c].codes[i] > high) return false;
  return true;
}

/** A path without the conditions that it is as sure without. */
function shortened(path: Path, columns: readonly JointColumn[], isRight: (i: number) => boolean, least: number): Path {
  let kept = path;
  for (const column of path.keys()) {
    const shorter = new Map([...kept].filter(([other]) => other !== column));
    let held = 0;
    let right = 0;
    for (let i = 0; i < columns[0].codes.length; i++) {
      if (!isWithin(columns, shorter, i)) continue;
      held++;
      if (isRight(i)) right++;
    }
    if (right >= least * held) kept = shorter;
  }
  return kept;
}

function weight({ right, held }: { readonly right: number; readonly held: number }): number {
  return (right / held) ** 8 * Math.sqrt(held);
}

function largest({ codes }: JointColumn): number {
  let most = 0;
  for (const code of codes) if (code > most) most = code;
  return most;
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** R2 of the tree on the half it was not grown on. */
function explainedTogether(
  { leaves, isFit, importance }: Grown,
  columns: readonly JointColumn[],
  rows: readonly number[],
  target: QualityTarget,
): Found | null {
  let left = 0;
  let all = 0;
  for (const { values } of target.outputs) {
    const sums = new Map<number, { sum: number; rows: number }>();
    let judgedSum = 0;
    let judgedRows = 0;
    rows.forEach((row, i) => {
      if (!isFit[i]) {
        judgedSum += values[row];
        judgedRows++;
        return;
      }
      const known = sums.get(leaves[i]) ?? { sum: 0, rows: 0 };
      sums.set(leaves[i], { sum: known.sum + values[row], rows: known.rows + 1 });
    });
    const mean = judgedSum / Math.max(1, judgedRows);
    rows.forEach((row, i) => {
      if (isFit[i]) return;
      const known = sums.get(leaves[i]);
      const predicted = known ? known.sum / known.rows : mean;
      left += (values[row] - predicted) ** 2;
      all += (values[row] - mean) ** 2;
    });
  }
  const power = all > 0 ? 1 - left / all : 0;
  if (power < WARN_POWER) return null;
  const gain = total(importance);
  const gains = new Map<string, number>();
  columns.forEach(({ source }, c) => gains.set(source, (gains.get(source) ?? 0) + importance[c] / gain));
  const sources = [...gains].filter(([, share]) => share >= PART_OF_GAIN).map(([source]) => source);
  if (sources.length < 2) return null;
  return {
    share: 0,
    status: power >= FAIL_POWER ? "fail" : "warn",
    sources,
    title: `${listed(sources)} together explain ${percent(power)} of ${spreadOf(target)}`,
    detail: "",
    rows: [],
  };
}
