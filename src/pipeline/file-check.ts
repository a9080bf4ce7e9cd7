import type { JobContext } from "../core/job";
import { readTable } from "../core/read/read-table";
import type { DialectOptions } from "../core/read/dialect";
import { typeTable } from "../core/read/type-table";
import { checkExpectations, describeExpectation } from "../core/quality/expectation";
import type { Expectation } from "../core/quality/expectation";
import { cellText } from "../core/table/cells";
import type { ColumnType } from "../core/table/table";
import type { BlobLike } from "./stages/stage-run";

export interface FileCheckTask {
  readonly blob: BlobLike;
  readonly dialect: DialectOptions;
  readonly types: Readonly<Record<string, ColumnType>>;
  readonly expectations: readonly Expectation[];
  /** what is to be predicted: a file to score may lack it */
  readonly target: string | null;
}

export interface BrokenRule {
  /** the finding in one sentence, with its numbers */
  readonly title: string;
  /** rows that break it; 0 where the rule could not be judged */
  readonly count: number;
  /** the first of them, from 0, with the cell that breaks it */
  readonly rows: readonly { readonly row: number; readonly value: string }[];
}

/** How a file that is to be scored keeps the expectations. */
export interface FileCheck {
  readonly rows: number;
  /** rules that were judged */
  readonly judged: number;
  readonly broken: readonly BrokenRule[];
  /** rules about the target, which the file does not have */
  readonly skipped: readonly string[];
}

const ROWS_SHOWN = 5;

/** Judges a file by the expectations, as an opened file is. Rules about a target that it lacks are not held against it. */
export async function checkFile(
  { blob, dialect, types, expectations, target }: FileCheckTask,
  context: JobContext,
): Promise<FileCheck> {
  const raw = readTable(new Uint8Array(await blob.arrayBuffer()), dialect, context);
  const known = Object.fromEntries(Object.entries(types).filter(([name]) => raw.names.includes(name)));
  const table = typeTable(raw, known, context);
  const lacksTarget = target !== null && !raw.names.includes(target);
  const isAboutTarget = ({ column, where }: Expectation) =>
    lacksTarget && (column === target || where?.column === target);
  const judged = expectations.filter((expectation) => !isAboutTarget(expectation));
  const broken = checkExpectations(table, judged)
    .filter(({ status }) => status !== "pass")
    .map(({ title, evidence, columns: [name] }): BrokenRule => {
      const column = table.columns.find((candidate) => candidate.name === name);
      const rows = evidence.rows.slice(0, ROWS_SHOWN);
      return {
        title,
        count: evidence.count,
        rows: rows.map((row) => ({ row, value: column ? cellText(column.cells, row) : "" })),
      };
    });
  return {
    rows: table.rowCount,
    judged: judged.length,
    broken,
    skipped: expectations.filter(isAboutTarget).map(describeExpectation),
  };
}
