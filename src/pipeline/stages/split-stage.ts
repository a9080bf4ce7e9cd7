import { countClasses } from "../../core/classes/class-balance";
import { DataError } from "../../core/errors";
import { countBins, histogram } from "../../core/metrics/histogram";
import { columnNamed, isMissing } from "../../core/split/row-codes";
import { drawSplit } from "../../core/split/draw-split";
import { splitReport } from "../../core/split/split-report";
import type { SplitSettings } from "../../core/split/split-options";
import type { SplitRows } from "../../core/split/split-rows";
import type { Task } from "../../core/models/model";
import type { Column, Table } from "../../core/table/table";
import { resolveInputs } from "../inputs";
import type { SplitView } from "../views";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf, targetSettings } from "./target";
import type { TargetSettings, TargetValues } from "./target";

const BINS = 24;

export interface SplitTask {
  /** only the columns the split looks at */
  readonly table: Table;
  readonly settings: SplitSettings;
  readonly target: TargetSettings;
  readonly texts: readonly string[];
  readonly ids: readonly string[];
}

/** Draws the rows and reports what leaks, in the pool: reading texts for repeats takes a while on large files. */
export async function runSplit(run: StageRun): Promise<StageOutputs["split"]> {
  const { table, view } = run.outputs.read;
  const { target, features, ids } = resolveInputs(run.experiment, view.columns);
  const { split } = run.experiment;
  const settings = targetSettings(run.experiment);
  targetOf(table, settings);
  const wanted = new Set([
    target,
    ...features.text,
    ...ids,
    ...split.dropDuplicatesBy,
    ...split.dropMissingIn,
    ...(split.column === null ? [] : [split.column]),
  ]);
  const slim: Table = { rowCount: table.rowCount, columns: table.columns.filter(({ name }) => wanted.has(name)) };
  return run.executor.run("split", { table: slim, settings: split, target: settings, texts: features.text, ids }, run);
}

/** The task itself: {@link runSplit} sends it to the pool. */
export function drawAndReport({ table, settings, target, texts, ids }: SplitTask): {
  rows: SplitRows;
  view: SplitView;
} {
  const values = targetOf(table, target);
  const rows = drawSplit(table, settings, {
    targetColumn: target.target,
    hasTarget: values.present,
    task: target.task,
  });
  if (rows.test.length === 0 || rows.train.length === 0) {
    throw new DataError(
      "empty-split",
      `the split leaves ${rows.train.length} rows to train and ${rows.test.length} to test, expected some of both`,
      {
        train: rows.train.length,
        test: rows.test.length,
      },
    );
  }
  return {
    rows,
    view: viewOf(table, rows, values, {
      ...target,
      identities: identitiesOf(texts, ids),
      needed: settings.dropMissingIn,
    }),
  };
}

function identitiesOf(texts: readonly string[], ids: readonly string[]): string[][] {
  return [...ids.map((id) => [id]), ...(texts.length > 0 ? [[...texts]] : [])];
}

function viewOf(
  table: Table,
  rows: SplitRows,
  { values, present, classes }: TargetValues,
  context: { target: string | null; task: Task; identities: readonly string[][]; needed: readonly string[] },
): SplitView {
  const of = (positions: Uint32Array) => Float64Array.from(positions, (row) => values[row]);
  const report = splitReport(table, rows, { targetColumn: context.target, task: context.task, identities: [] });
  const spread = (part: typeof report.train) => (part.target?.kind === "numeric" ? [...part.target.quantiles] : []);
  return {
    train: rows.train.length,
    validation: rows.validation.length,
    test: rows.test.length,
    dropped: countDropped(
      rows,
      present,
      context.needed.map((name) => columnNamed(table, name)),
    ),
    ...(classes
      ? { target: null, classes: shares(classes, of(rows.train), of(rows.test)) }
      : { target: bins(of(rows.train), of(rows.test)) }),
    summary: { train: spread(report.train), test: spread(report.test) },
    leaks: context.identities.map((columns) => leaksBy(table, rows, columns, context.target)),
  };
}

function bins(train: Float64Array, test: Float64Array): SplitView["target"] {
  const all = new Float64Array(train.length + test.length);
  all.set(train);
  all.set(test, train.length);
  const { edges, scale } = histogram(all, { bins: BINS });
  return { edges, scale, train: countBins(edges, train), test: countBins(edges, test) };
}

function shares(labels: readonly string[], train: Float64Array, test: Float64Array): SplitView["classes"] {
  return { labels, train: [...countClasses(train, labels.length)], test: [...countClasses(test, labels.length)] };
}

function leaksBy(
  table: Table,
  rows: SplitRows,
  columns: readonly string[],
  target: string | null,
): SplitView["leaks"][number] {
  const { leaks } = splitReport(table, rows, { targetColumn: target, identities: [columns] });
  return {
    by: columns.join(" + "),
    columns,
    count: leaks.rows.length,
    share: leaks.rows.length / rows.test.length,
    rows: [...leaks.rows],
  };
}

function countDropped(
  { dropped, unsampled = 0 }: SplitRows,
  present: Uint8Array,
  needed: readonly Column[],
): SplitView["dropped"] {
  let noTarget = 0;
  let missing = 0;
  for (const row of dropped) {
    if (present[row] === 0) noTarget++;
    else if (needed.some((column) => isMissing(column, row))) missing++;
  }
  const repeats = dropped.length - noTarget - missing - unsampled;
  return { repeats, noTarget, ...(missing > 0 && { missing }), ...(unsampled > 0 && { unsampled }) };
}
