import { isDataError } from "../errors";
import type { JobContext } from "../job";
import { histogram } from "../metrics/histogram";
import type { Histogram } from "../metrics/histogram";
import { quantiles } from "../metrics/quantile";
import type { Task } from "../models/model";
import { drawSplit } from "../split/draw-split";
import type { SplitSettings } from "../split/split-options";
import type { Role, Table } from "../table/table";
import { findAssociations } from "./associations";
import type { Associations } from "./associations";
import { columnsWith } from "./check";
import type { CheckResult, QualityChoices, QualityInputs, QualityTarget } from "./check";
import { checkEmptyColumns } from "./empty-columns";
import { checkRepeats } from "./exact-repeats";
import { checkFewRows } from "./few-rows";
import { checkGivesAway } from "./gives-away";
import { checkGroupLeakage } from "./group-leakage";
import { checkIdsAsFeatures } from "./ids-as-features";
import { checkKnownAfter } from "./known-after";
import { checkMissing } from "./missing-pattern";
import { missingStrips } from "./missing-strips";
import type { Strips } from "./missing-strips";
import { checkMojibake } from "./mojibake";
import { checkNearDuplicates } from "./near-duplicates";
import { checkOutliers } from "./outliers";
import { postWords } from "./post-words";
import type { QualitySettings } from "./quality-options";
import { rankValues } from "./rank-values";
import { checkAcrossSplit } from "./repeats-across-split";
import { checkTargetInText } from "./target-in-text";
import { checkTestPrecision } from "./test-precision";
import { checkTimeLeakage } from "./time-leakage";
import { checkUnreadable } from "./unreadable";
import { checkUnseenCategories } from "./unseen-categories";

/** Every check, in the order their findings are shown: what makes the test error lie comes first. */
const CHECKS: readonly ((inputs: QualityInputs) => readonly CheckResult[])[] = [
  checkAcrossSplit,
  checkRepeats,
  checkNearDuplicates,
  checkKnownAfter,
  checkGivesAway,
  checkTargetInText,
  checkGroupLeakage,
  checkTimeLeakage,
  checkIdsAsFeatures,
  checkTestPrecision,
  checkOutliers,
  checkMissing,
  checkEmptyColumns,
  checkUnreadable,
  checkUnseenCategories,
  checkMojibake,
  checkFewRows,
];

export interface QualityTask {
  readonly table: Table;
  readonly roles: Readonly<Record<string, Role>>;
  readonly target: string | null;
  readonly task: Task;
  readonly split: SplitSettings;
  readonly settings: QualitySettings;
  readonly choices: QualityChoices;
}

export interface TargetPicture {
  readonly name: string;
  readonly histogram: Histogram;
  readonly mean: number;
  readonly median: number;
  /** rows that have a target */
  readonly rows: number;
}

/** What is known of the data before anything is trained. */
export interface QualityReport {
  readonly rows: number;
  readonly checks: readonly CheckResult[];
  /** null where there is no target that is a number */
  readonly target: TargetPicture | null;
  readonly strips: Strips;
  readonly associations: Associations;
}

const TARGET_BINS = 30;

/**
 * Runs every check on a table. What cannot be drawn or is not there (a target, a split) leaves out the checks that need it;
 * nothing of the data makes this throw. The split is drawn as the split stage draws it.
 */
export function runChecks(task: QualityTask, context: JobContext = {}): QualityReport {
  const { table, roles, settings, choices } = task;
  const steps = CHECKS.length + 2;
  const report = (done: number, note: string) => {
    context.signal?.throwIfAborted();
    context.onProgress?.({ done, total: steps, unit: "checks", note });
  };
  report(0, "reading words");
  const target = targetOf(table, task.target, task.task);
  const texts = new Set(columnsWith({ table, roles } as QualityInputs, "text"));
  const inputs: QualityInputs = {
    table,
    roles,
    target,
    split: splitOf(task, target),
    settings,
    words: postWords(
      table.columns.filter(({ name }) => texts.has(name)),
      table.rowCount,
    ),
    choices,
  };
  const checks = CHECKS.flatMap((check, i) => {
    report(i + 1, "checking");
    return check(inputs);
  });
  report(CHECKS.length + 1, "looking for what goes with the target");
  return {
    rows: table.rowCount,
    checks,
    target: target && pictureOf(target),
    strips: missingStrips(inputs),
    associations: findAssociations(inputs),
  };
}

function targetOf(table: Table, name: string | null, task: Task): QualityTarget | null {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column?.values || column.type === "date" || task !== "regression") return null;
  const values = column.values.map((value) => (Number.isFinite(value) ? value : NaN));
  return values.every(Number.isNaN) ? null : { name: column.name, values, ranks: rankValues(values) };
}

function splitOf(
  { table, split, target: name, task }: QualityTask,
  target: QualityTarget | null,
): QualityInputs["split"] {
  if (!target || name === null) return null;
  try {
    const hasTarget = Uint8Array.from(target.values, (value) => (Number.isNaN(value) ? 0 : 1));
    const rows = drawSplit(table, split, { targetColumn: name, hasTarget, task });
    return rows.test.length > 0 && rows.train.length > 0 ? { rows, settings: split } : null;
  } catch (thrown) {
    // the split cell says what is wrong with it
    if (isDataError(thrown)) return null;
    throw thrown;
  }
}

function pictureOf({ name, values }: QualityTarget): TargetPicture {
  const present = values.filter(Number.isFinite);
  return {
    name,
    histogram: histogram(present, { bins: TARGET_BINS }),
    mean: present.reduce((sum, value) => sum + value, 0) / present.length,
    median: quantiles(present, [0.5])[0],
    rows: present.length,
  };
}
