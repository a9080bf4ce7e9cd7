import { DataError } from "../core/errors";
import { SPLIT_OPTIONS } from "../core/split/split-options";
import { VALIDATION_OPTIONS } from "../core/split/validation-options";
import type { OptionSpecs } from "../core/options";
import type { Experiment } from "../experiment/schema";

export interface MissingColumn {
  /** where the experiment names it: "split.column" */
  readonly path: string;
  readonly column: string;
}

/** The columns an experiment counts on that a file lacks, in the order of the document. Columns it ignores may be absent. */
export function missingColumns(experiment: Experiment, columns: readonly string[]): readonly MissingColumn[] {
  const has = new Set(columns);
  const { problem, data, quality, split, validation } = experiment;
  const named: MissingColumn[] = [
    ...(problem.target === null ? [] : [{ path: "problem.target", column: problem.target }]),
    ...Object.entries(data.columns)
      .filter(([name, { role }]) => role !== "ignore" && name !== problem.target)
      .map(([column]) => ({ path: `data.columns.${column}`, column })),
    ...quality.expectations.map(({ column }, i) => ({ path: `quality.expectations.${i}.column`, column })),
    ...columnsIn("split", SPLIT_OPTIONS, split),
    ...columnsIn("validation", VALIDATION_OPTIONS, validation),
  ];
  return named.filter(({ column }) => !has.has(column));
}

function columnsIn(part: string, specs: OptionSpecs, settings: Readonly<Record<string, unknown>>): MissingColumn[] {
  return Object.entries(specs).flatMap(([name, { kind }]) => {
    const value = settings[name];
    const path = `${part}.${name}`;
    if (kind === "column") return typeof value === "string" ? [{ path, column: value }] : [];
    if (kind === "columns") return (value as string[]).map((column, i) => ({ path: `${path}.${i}`, column }));
    return [];
  });
}

/** @throws {DataError} "missing-column" with every path, what the file has instead, and what to do */
export function checkColumns(experiment: Experiment, file: string, columns: readonly string[]): void {
  const missing = missingColumns(experiment, columns);
  if (missing.length === 0) return;
  const named = missing.map(({ path, column }) => `${path} names ${JSON.stringify(column)}`).join(", ");
  throw new DataError(
    "missing-column",
    `${named}, which ${file} lacks; it has ${columns.map((name) => JSON.stringify(name)).join(", ")}`,
    { column: missing[0].column, path: missing[0].path, problems: missing.map((each) => ({ ...each })) },
  );
}
