import { isDataError } from "../errors";
import type { JobContext } from "../job";
import { histogram } from "../metrics/histogram";
import type { Histogram } from "../metrics/histogram";
import { quantiles } from "../metrics/quantile";
import { drawSplit } from "../split/draw-split";
import type { SplitSettings } from "../split/split-options";
import type { Role, Table } from "../table/table";
import { findAssociations } from "./associations";
import type { Associations } from "./associations";
import type { CheckResult, QualityChoices, QualityInputs, QualityTarget } from "./check";
import { checkClassImbalance } from "./class-imbalance";
import { checkEmptyColumns } from "./empty-columns";
import { checkRepeats } from "./exact-repeats";
import { checkExpectations, proposeExpectations } from "./expectation";
import type { Expectation } from "./expectation";
import { checkFewRows } from "./few-rows";
import { checkGivesAway } from "./gives-away";
import { checkGivesAwayTogether } from "./gives-away-together";
import { checkGroupLeakage } from "./group-leakage";
import { checkIdsAsFeatures } from "./ids-as-features";
import { checkKnownAfter } from "./known-after";
import { checkLabelConflicts } from "./label-conflicts";
import { checkLabelErrors } from "./label-errors";
import { checkMissing } from "./missing-pattern";
import { missingStrips } from "./missing-strips";
import type { Strips } from "./missing-strips";
import { makeInputs } from "./make-inputs";
import { checkMojibake } from "./mojibake";
import { checkNearDuplicates } from "./near-duplicates";
import { checkOutliers } from "./outliers";
import type { QualitySettings } from "./quality-options";
import { qualityTarget } from "./quality-target";
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
  checkGivesAwayTogether,
  checkTargetInText,
  checkGroupLeakage,
  checkTimeLeakage,
  checkIdsAsFeatures,
  checkTestPrecision,
  checkClassImbalance,
  checkLabelConflicts,
  checkLabelErrors,
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
  /** numbers, or indices of the classes (-1 or NaN for none); null where there is no target to be had */
  readonly target: {
    readonly name: string;
    readonly values: Float64Array;
    readonly classes: readonly string[] | null;
  } | null;
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
  /** rows of each class, the most first; null where the target is a number */
  readonly classes: readonly { readonly label: string; readonly rows: number }[] | null;
  /** expectations that this file would keep */
  readonly proposals: readonly Expectation[];
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
  const target = task.target && qualityTarget(task.target.name, task.target.values, task.target.classes);
  const inputs = makeInputs({
    table,
    roles,
    target,
    split: splitOf(task, target),
    settings,
    choices,
    signal: context.signal,
  });
  const checks = [
    ...checkExpectations(table, settings.expectations),
    ...CHECKS.flatMap((check, i) => {
      report(i + 1, "checking");
      return check(inputs);
    }),
  ];
  report(CHECKS.length + 1, "looking for what goes with the target");
  return {
    rows: table.rowCount,
    checks,
    target: target && !target.classes ? pictureOf(target) : null,
    classes: target?.classes ? countClasses(target.values, target.classes) : null,
    proposals: proposeExpectations(table, roles),
    strips: missingStrips(inputs),
    associations: findAssociations(inputs),
  };
}

function splitOf({ table, split }: QualityTask, target: QualityTarget | null): QualityInputs["split"] {
  if (!target) return null;
  try {
    const hasTarget = Uint8Array.from(target.values, (value) => (Number.isNaN(value) ? 0 : 1));
    const task = target.classes ? "classification" : "regression";
    const rows = drawSplit(table, split, { targetColumn: target.name, hasTarget, task });
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

function countClasses(values: Float64Array, classes: readonly string[]): { label: string; rows: number }[] {
  const counts = new Uint32Array(classes.length);
  for (const value of values) if (!Number.isNaN(value)) counts[value]++;
  return classes
    .map((label, index) => ({ label, rows: counts[index] }))
    .sort((a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1));
}
