import Papa from "papaparse";
import type { RowSyntax } from "./dialect";

/** The complete rows at the beginning of a text. */
export interface PapaRows {
  readonly rows: string[][];
  /** characters the rows take; behind them is a row whose quote is still open */
  readonly consumed: number;
  /** indices of rows with a quote that is neither doubled nor followed by a delimiter */
  readonly strayQuoteRows: number[];
}

/**
 * Splits a text of whole lines into rows with PapaParse, synchronously and without its worker, its guesses and its
 * typing. Rows end at LF even where the file has CRLF, which copes with files that mix both: the CR that then ends the
 * last cell is taken off. PapaParse does not say whether that cell was quoted, so a text in which a quoted cell could
 * end in CR must not come here.
 */
export function papaRows(text: string, syntax: RowSyntax): PapaRows {
  const newline = syntax.newline === "\r" ? "\r" : "\n";
  const literal = syntax.quote === "none";
  const { data, errors, meta } = new Papa.Parser({
    delimiter: syntax.delimiter,
    newline,
    quoteChar: literal ? '"' : syntax.quote,
    fastMode: literal || undefined,
  }).parse(text, 0, true);
  if (newline === "\n" && text.includes("\r")) {
    for (const row of data) {
      const cell = row[row.length - 1];
      if (cell.endsWith("\r")) row[row.length - 1] = cell.slice(0, -1);
    }
  }
  const strayQuoteRows: number[] = [];
  for (const { row } of errors) if (strayQuoteRows[strayQuoteRows.length - 1] !== row) strayQuoteRows.push(row);
  return { rows: data, consumed: meta.cursor, strayQuoteRows };
}
