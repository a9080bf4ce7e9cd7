import type { Column } from "../table/table";
import { finding, isFeature, roleRemedy } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs, QualityTarget, TargetOutput } from "./check";
import { amount, counted, percent, whole } from "./phrases";
import { medianOf } from "./rank-values";

const FEWEST = 10;
const FEWEST_SHARE = 0.005;
/** Distance of the mean rank, or of the share of a class, of rows without a value from that of the others. */
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
  // those rows are in no part any more
  if (inputs.split?.settings.dropMissingIn.includes(name)) return null;
  const block = missingBlock(missing);
  const rows = rowsWhere(missing, 1);
  const rest = rowsWhere(missing, 0);
  const apart = target && largestDifference(target, rows, rest);
  if (!apart && !block) return null;
  const share = `${name} is missing in ${counted(missingCount, "row")} (${percent(missingCount / table.rowCount)})`;
  const where = block ? `Rows ${whole(block.from + 1)} to ${whole(block.to + 1)} lack it nearly all. ` : "";
  const how =
    target && apart ? `, and those ${behaviour(target, apart, rows, rest)}` : ", most of them in one block of the file";
  const remedies: CheckRemedy[] = [
    ...(type === "text" && !inputs.choices.emptyTextFeature
      ? [{ label: `Tell the model where ${name} is empty`, change: { features: { shape: { empty: true } } } }]
      : []),
    roleRemedy(`Leave out ${name}`, name, "ignore", "not missing at random"),
    ...(inputs.split
      ? [
          {
            label: `Drop the rows without ${name}`,
            change: { split: { dropMissingIn: [...inputs.split.settings.dropMissingIn, name] } },
          },
        ]
      : []),
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

interface Difference {
  readonly output: TargetOutput;
  readonly mean: number;
  readonly restMean: number;
}

function behaviour(
  target: QualityTarget,
  { output, mean, restMean }: Difference,
  rows: readonly number[],
  rest: readonly number[],
): string {
  const more = mean > restMean;
  if (output.label !== null) {
    return `are ${more ? "more" : "less"} often ${output.label}: ${percent(mean)} against ${percent(restMean)}`;
  }
  const [own, others] = [rows, rest].map((part) => amount(medianOf(target.values, part)));
  return `have a ${more ? "higher" : "lower"} ${target.name}: median ${own} against ${others}`;
}

/** The output in which rows without the value differ most from the others; null where it may be chance. */
function largestDifference(
  { outputs }: QualityTarget,
  rows: readonly number[],
  rest: readonly number[],
): Difference | null {
  let best: Difference | null = null;
  let bestZ = STANDARD_ERRORS;
  for (const output of outputs) {
    const a = momentsOf(output.values, rows);
    const b = momentsOf(output.values, rest);
    if (a.count < FEWEST || b.count < FEWEST) continue;
    const error = Math.sqrt(a.variance / a.count + b.variance / b.count);
    const distance = Math.abs(a.mean - b.mean);
    if (distance < APART || distance < bestZ * error) continue;
    best = { output, mean: a.mean, restMean: b.mean };
    bestZ = error > 0 ? distance / error : Infinity;
  }
  return best;
}

function momentsOf(values: Float64Array, rows: readonly number[]): { mean: number; variance: number; count: number } {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (const row of rows) {
    if (Number.isNaN(values[row])) continue;
    sum += values[row];
    squares += values[row] ** 2;
    count++;
  }
  const mean = sum / count;
  return { mean, variance: Math.max(0, squares / count - mean ** 2), count };
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
