import { DataError } from "../../core/errors";
import { freeBuffer } from "../../core/free-buffer";
import type { JobContext } from "../../core/job";
import type { DialectOptions, ResolvedDialect } from "../../core/read/dialect";
import { guessRoles } from "../../core/read/guess-roles";
import type { RawTable } from "../../core/read/raw-table";
import { previewTable, readTable } from "../../core/read/read-table";
import { typeTable } from "../../core/read/type-table";
import { cellText } from "../../core/table/cells";
import { summarizeColumn } from "../../core/table/summarize";
import type { ColumnType, Table } from "../../core/table/table";
import type { ColumnView, DataView, DialectView, PreviewView } from "../views";
import type { BlobLike } from "./stage-run";

export interface ReadTask {
  readonly blob: BlobLike;
  /** of the blob, where they are at hand; freed */
  readonly bytes?: ArrayBuffer;
  readonly dialect: DialectOptions;
  readonly types: Readonly<Record<string, ColumnType>>;
}

export type FileView = Omit<DataView, "file" | "sha256">;

/** A file as a typed table, and what the data cell shows of it. */
export async function readFile(
  { blob, bytes: atHand, dialect, types }: ReadTask,
  context: JobContext,
): Promise<{ table: Table; view: FileView }> {
  const bytes = atHand ? new Uint8Array(atHand) : await bytesOf(blob);
  const raw = readTable(bytes, dialect, context);
  freeBuffer(bytes.buffer);
  // A type chosen for a column that another dialect does not have is not an error of this file.
  const known = Object.fromEntries(Object.entries(types).filter(([name]) => raw.names.includes(name)));
  const typed = typeTable(raw, known, context);
  const { roles, target } = guessRoles(typed.columns, raw.unnamed);
  const columns = typed.columns.map((column, i): ColumnView => {
    context.onProgress?.({ done: i + 1, total: typed.columns.length, unit: "columns", note: "summarising" });
    const { role, why } = roles[i];
    return {
      ...summarizeColumn(column),
      guessedType: typed.guesses[i].type,
      unreadable: column.unreadable,
      role,
      guessedRole: role,
      why: why || typed.guesses[i].why,
    };
  });
  const table: Table = {
    rowCount: typed.rowCount,
    columns: typed.columns.map(({ name, type, cells, missing, missingCount, values }) => ({
      name,
      type,
      cells,
      missing,
      missingCount,
      ...(values && { values }),
    })),
  };
  const { problems, problemCounts } = raw;
  return {
    table,
    view: {
      bytes: blob.size,
      rows: raw.rowCount,
      columns,
      dialect: dialectView(raw.dialect, dialect),
      problems,
      problemCounts: { ...problemCounts },
      target,
    },
  };
}

const PREVIEW_ROWS = 50;

/** The first rows under a dialect, from the first part of the file alone. */
export async function previewFile({ blob, dialect }: Omit<ReadTask, "types">): Promise<PreviewView> {
  const raw = previewTable(await bytesOf(blob), dialect, PREVIEW_ROWS);
  return {
    header: raw.names,
    rows: textRows(raw),
    dialect: dialectView(raw.dialect, dialect),
    problems: raw.problems,
    partial: !raw.complete || raw.rowCount >= PREVIEW_ROWS,
  };
}

/** A file as texts alone, for scoring. */
export async function readRecords(
  { blob, dialect }: Omit<ReadTask, "types">,
  context: JobContext,
): Promise<{ header: readonly string[]; rows: readonly (readonly string[])[] }> {
  const raw = readTable(await bytesOf(blob), dialect, context);
  return { header: raw.names, rows: textRows(raw) };
}

function textRows(raw: RawTable): string[][] {
  return Array.from({ length: raw.rowCount }, (_, row) => raw.cells.map((cells) => cellText(cells, row)));
}

async function bytesOf(blob: BlobLike): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (thrown) {
    throw new DataError(
      "undecodable",
      `the file could not be read: ${(thrown as Error).message}. It may have been moved or changed since it was chosen: choose it again`,
    );
  }
}

function dialectView(resolved: ResolvedDialect, asked: DialectOptions): DialectView {
  const by = (value: unknown) => (value === "auto" ? ("guessed" as const) : ("set" as const));
  const { reasons } = resolved;
  return {
    delimiter: { value: resolved.delimiter, by: by(asked.delimiter), reason: reasons.delimiter },
    encoding: { value: resolved.encoding, by: by(asked.encoding), reason: reasons.encoding },
    header: { value: resolved.headerLine ?? false, by: by(asked.header), reason: reasons.header },
    quote: { value: resolved.quote, by: by(asked.quote), reason: reasons.quote },
  };
}
