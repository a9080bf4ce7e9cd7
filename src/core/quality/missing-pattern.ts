import type { Column } from "../table/table";
import { finding, isFeature, roleRemedy } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs } from "./check";
import { amount, counted, percent, whole } from "./phrases";
import { medianOf } from "./rank-values";

const FEWEST = 10;
const FEWEST_SHARE = 0.005;
/** Distance of the mean rank of rows without a value from that of the others. */
const APART = 0.05;
const STANDARD_ERRORS = 4;

/** A run of rows, nearly all of which lack the value. */
export interface MissingBlock {
  readonly from: number;
  /** the last row of it */
  readonly to: number;
}

/** Values that are not missing at random: rows without them do better or worse, or stand together in the file. */
export function checkMissing(inputs: QualityInputs): CheckResult[] {
  const { table } = inputs;
  const columns = table.columns.filter(
    ({ name, missingCount }) =>
      isFeature(inputs, name) &&
      missingCount >= Math.max(FEWEST, FEWEST_SHARE * table.rowCount) &&
      missingCount < table.rowCount,
  );
  const found = columns.flatMap((column) => describe(inputs, column) ?? []);
  if (found.length > 0) return found;
  return [
    finding(
      "missing",
      "pass",
      columns.length === 0
        ? "The features miss next to no values"
        : `Values are missing at random, as far as can be seen: ${columns.map(({ name, missingCount }) => `${name} in ${percent(missingCount / table.rowCount)}`).join(", ")}`,
    ),
  ];
}

function describe(inputs: QualityInputs, column: Column): CheckResult | null {
  const { name, missing, missingCount, type } = column;
  const { target, table } = inputs;
  const block = missingBlock(missing);
  const rows = rowsWhere(missing, 1);
  const rest = rowsWhere(missing, 0);
  const apart = target ? difference(target.ranks, rows, rest) : 0;
  if (apart === 0 && !block) return null;
  const share = `${name} is missing in ${counted(missingCount, "row")} (${percent(missingCount / table.rowCount)})`;
  const where = block ? `Rows ${whole(block.from + 1)} to ${whole(block.to + 1)} lack it nearly all. ` : "";
  const how =
    target && apart !== 0
      ? `, and those have a ${apart > 0 ? "higher" : "lower"} ${target.name}: median ${amount(medianOf(target.values, rows))} against ${amount(medianOf(target.values, rest))}`
      : ", most of them in one block of the file";
  const remedies: CheckRemedy[] = [
    ...(type === "text" && !inputs.choices.emptyTextFeature
      ? [{ label: `Tell the model where ${name} is empty`, change: { features: { shape: { empty: true } } } }]
      : []),
    roleRemedy(`Leave out ${name}`, name, "ignore", "not missing at random"),
  ];
  return finding("missing", "warn", `${share}${how}`, {
    columns: [name],
    detail: `${where}Whether it is missing says something by itself; if it goes missing for another reason later, the model is misled.`,
    rows,
    remedies,
  });
}

function rowsWhere(flags: Uint8Array, wanted: 0 | 1): number[] {
  const rows: number[] = [];
  for (let row = 0; row < flags.length; row++) if (flags[row] === wanted) rows.push(row);
  return rows;
}

/** Mean rank of `rows` less that of `rest`, 0 where it may be chance. */
function difference(ranks: Float64Array, rows: readonly number[], rest: readonly number[]): number {
  const mean = (part: readonly number[]): [number, number] => {
    let sum = 0;
    let count = 0;
    for (const row of part) {
      if (Number.isNaN(ranks[row])) continue;
      sum += ranks[row];
      count++;
    }
    return [sum / count, count];
  };
  const [a, n] = mean(rows);
  const [b, m] = mean(rest);
  if (n < FEWEST || m < FEWEST) return 0;
  // ranks are spread evenly over 0 to 1: variance 1/12
  const error = Math.sqrt((1 / n + 1 / m) / 12);
  return Math.abs(a - b) >= Math.max(APART, STANDARD_ERRORS * error) ? a - b : 0;
}

/** A gap of a block: one row with the value weighs as many without. */
const GAP_WEIGHT = 19;
const SHORTEST = 20;
const SHORTEST_SHARE = 0.01;

/**
 * The longest run of rows that lacks a value in about 95% of its rows or more, if it is long (20 rows, 1% of the file) and the
 * column is mostly there elsewhere; else null. O(n).
 */
export function missingBlock(missing: Uint8Array): MissingBlock | null {
  let best = 0;
  let block: MissingBlock | null = null;
  let sum = 0;
  let from = 0;
  let count = 0;
  for (let row = 0; row < missing.length; row++) {
    count += missing[row];
    if (sum <= 0) {
      sum = 0;
      from = row;
    }
    sum += missing[row] ? 1 : -GAP_WEIGHT;
    if (sum > best) {
      best = sum;
      block = { from, to: row };
    }
  }
  if (!block) return null;
  const length = block.to - block.from + 1;
  const elsewhere = (count - length) / Math.max(1, missing.length - length);
  return length >= Math.max(SHORTEST, SHORTEST_SHARE * missing.length) && elsewhere < 0.6 ? block : null;
}
