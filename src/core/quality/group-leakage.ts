import { codeColumn, isMissing } from "../split/row-codes";
import type { Column } from "../table/table";
import { columnsWith, finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { takenAway } from "./known-after";
import { percent, whole } from "./phrases";

const WARN_SHARE = 0.05;
/** Correlation of the targets of two posts of one group. */
const ALIKE = 0.1;
const FEWEST_PAIRS = 10;

/** Test posts by someone who is in training too, where posts of one author do alike: the model may know the author, not the post. */
export function checkGroupLeakage(inputs: QualityInputs): CheckResult[] {
  const { table, split, target } = inputs;
  if (!split || !target) return [];
  const groups = new Set(columnsWith(inputs, "group"));
  return table.columns.filter(({ name }) => groups.has(name)).map((column) => checkColumn(inputs, column));
}

function checkColumn(inputs: QualityInputs, column: Column): CheckResult {
  const split = inputs.split!;
  const { name } = column;
  const { codes, count } = codeColumn(column);
  const nobody = new Set(takenAway(column).rows);
  const isSomebody = (row: number) => !isMissing(column, row) && !nobody.has(row);
  const trained = new Uint8Array(count);
  for (const row of split.rows.train) if (isSomebody(row)) trained[codes[row]] = 1;
  const rows = split.rows.test.filter((row) => isSomebody(row) && trained[codes[row]] === 1);
  const share = rows.length / split.rows.test.length;
  const said = `${whole(rows.length)} of ${whole(split.rows.test.length)} test posts (${percent(share)}) are by a known ${name}`;
  if (rows.length === 0) {
    return finding("group-leakage", "pass", `No test post is by a ${name} that is in training`, { columns: [name] });
  }
  const alike = likeness(inputs, codes, isSomebody);
  if (share < WARN_SHARE || alike < ALIKE) {
    const why = alike < ALIKE ? `posts of one ${name} do not do alike (r ${alike.toFixed(2)})` : "too few to matter";
    return finding("group-leakage", "pass", `${said}; ${why}`, { columns: [name], rows });
  }
  return finding("group-leakage", "warn", said, {
    columns: [name],
    detail: `Posts of one ${name} do alike (r ${alike.toFixed(2)}), so knowing the ${name} is half the answer. New posts will mostly be by others.`,
    rows,
    remedies: [{ label: `Split by ${name}`, change: { split: { kind: "group", column: name } } }],
  });
}

/** Correlation of the targets of neighbouring posts of a group, repeats of a post left out. */
function likeness(inputs: QualityInputs, codes: Uint32Array, isSomebody: (row: number) => boolean): number {
  const repeated = new Set(inputs.repeats.flatMap(({ rows: found }) => [...found]));
  const rows = inputs.used.filter((row) => !repeated.has(row) && !Number.isNaN(inputs.target!.values[row]));
  const pairs: [number, number][] = [];
  const last = new Map<number, number>();
  for (const row of rows) {
    if (!isSomebody(row)) continue;
    const before = last.get(codes[row]);
    if (before !== undefined) pairs.push([before, row]);
    last.set(codes[row], row);
  }
  if (pairs.length < FEWEST_PAIRS) return 0;
  let products = 0;
  let squares = 0;
  for (const { values } of inputs.target!.outputs) {
    const mean = rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
    for (const [a, b] of pairs) products += (values[a] - mean) * (values[b] - mean);
    for (const row of rows) squares += (values[row] - mean) ** 2;
  }
  return squares === 0 ? 0 : products / pairs.length / (squares / rows.length);
}
