import type { JobContext } from "../job";
import type { CsrMatrix } from "../sparse/csr";
import { CsrBuilder } from "../sparse/csr-builder";
import { cellText } from "../table/cells";
import type { Column, Table } from "../table/table";
import type { Tokens } from "../text/tokens";
import { makeCategoryIndex, writeCategory } from "./categorical/categorical";
import type { FittedCategorical } from "./categorical/categorical";
import { columnNumbers } from "./cell-readings";
import { writeDate } from "./date/date";
import { layOut } from "./feature-layout";
import type { FittedFeatures } from "./fit-features";
import { writeNumber } from "./numeric/numeric";
import { makeShapeWriter } from "./shape/shape";
import { columnNamed } from "./table-columns";
import { textWriters } from "./text-block";
import { entriesGuess } from "./tfidf/transform-tfidf";
import type { WriteRow } from "./tfidf/transform-tfidf";

const ROWS_BETWEEN_REPORTS = 2048;
/** A few milliseconds where nothing is compiled yet. */
const ROWS_BETWEEN_ASKING = 32;

/** Rows `from` up to but not including `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The matrix of all rows of the table, or of a range of them: words, categories, numbers, dates, shapes. Zeros are not
 * stored, so a value equal to the centre of its scale leaves no entry. Each row is the same whatever the range.
 * O(tokens + cells) of the range, and O(vocabulary or hashed columns) once.
 *
 * @throws {DataError} "missing-column" when a column that was fitted is not in the table
 */
export function transformFeatures(
  fitted: FittedFeatures,
  { table, tokens }: { readonly table: Table; readonly tokens: Tokens },
  context: JobContext = {},
  { from, to }: RowRange = { from: 0, to: table.rowCount },
): CsrMatrix {
  const writers = rowWriters(fitted, table, tokens);
  const share = table.rowCount === 0 ? 0 : (to - from) / table.rowCount;
  const guess = writers.length * (to - from) + (fitted.text === null ? 0 : share * entriesGuess(tokens));
  const builder = new CsrBuilder(to - from, fitted.columns, guess, context.allocate);
  for (let row = from; row < to; row++) {
    const done = row - from;
    if (done % ROWS_BETWEEN_ASKING === 0) context.signal?.throwIfAborted();
    if (done % ROWS_BETWEEN_REPORTS === 0) context.onProgress?.({ done, total: to - from, unit: "rows" });
    for (const write of writers) write(row, builder);
    builder.endRow();
  }
  return builder.finish();
}

function rowWriters(fitted: FittedFeatures, table: Table, tokens: Tokens): WriteRow[] {
  const layout = layOut(fitted);
  const column = (name: string) => columnNamed(table, name);
  return [
    ...(fitted.text === null ? [] : textWriters(fitted.text, tokens)),
    ...fitted.categorical.map((block, i) => categoryWriter(block, column(block.column), layout.categorical[i])),
    ...fitted.numeric.map((block, i): WriteRow => {
      const numbers = columnNumbers(column(block.column), "numeric", block.reading);
      return (row, builder) => writeNumber(block, numbers[row], builder, layout.numeric[i]);
    }),
    ...fitted.date.map((block, i): WriteRow => {
      const moments = columnNumbers(column(block.column), "datetime", block.reading);
      return (row, builder) => writeDate(block, moments[row], builder, layout.date[i]);
    }),
    ...fitted.shape
      .map((block, i): WriteRow => {
        const { bytes, offsets } = column(block.column).cells;
        const write = makeShapeWriter(block, layout.shape[i]);
        return (row, builder) => write(bytes, offsets[row], offsets[row + 1], builder);
      })
      .filter((_, i) => fitted.shape[i].measures.length > 0),
  ];
}

function categoryWriter(block: FittedCategorical, column: Column, firstColumn: number): WriteRow {
  const indexOf = makeCategoryIndex(block);
  return (row, builder) => {
    const value = column.missing[row] ? null : cellText(column.cells, row);
    writeCategory(indexOf(value), builder, firstColumn);
  };
}
