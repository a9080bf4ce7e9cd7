import type { Newline, RowSyntax } from "./dialect";
import { scanRow } from "./scan-row";

/** A row of the beginning of a file, for guessing. */
export interface SampleRow {
  readonly cells: readonly string[];
  readonly quoted: readonly boolean[];
  /** line (from 1) it starts on */
  readonly line: number;
  /** a quote in it does not add up */
  readonly odd: boolean;
}

/** Whole lines from the beginning of a file, read as rows in one syntax after another; each reading is kept. */
export class Sample {
  private readonly readings = new Map<string, SampleRow[]>();

  /** `cutOff` says that the file goes on behind the text */
  constructor(
    readonly text: string,
    readonly newline: Newline,
    readonly cutOff: boolean,
  ) {}

  rows(syntax: RowSyntax): readonly SampleRow[] {
    const key = JSON.stringify(syntax);
    const known = this.readings.get(key);
    if (known) return known;
    const rows = sampleRows(this.text, syntax, this.cutOff);
    this.readings.set(key, rows);
    return rows;
  }
}

/** An open quote this near the end of a sample may be closed behind it. */
const NEAR_END = 1 << 14;

/**
 * The first rows of a text of whole lines, without blank lines. A quote that is never closed is read as ordinary text,
 * so that it cannot hide what follows. `cutOff` says that the file goes on behind the text.
 */
function sampleRows(text: string, syntax: RowSyntax, cutOff: boolean, maxRows = 1000): SampleRow[] {
  const lineEnd = syntax.newline === "\r" ? "\r" : "\n";
  const rows: SampleRow[] = [];
  let line = 1;
  for (let at = 0; at < text.length && rows.length < maxRows;) {
    const startLine = line;
    let row = scanRow(text, at, syntax);
    const odd = row.oddQuote >= 0;
    const cutHere = row.open && cutOff && rows.length > 0;
    if (cutHere && text.length - at < NEAR_END) break;
    for (const literal: number[] = []; row.open;) {
      literal.push(row.oddQuote);
      row = scanRow(text, at, syntax, literal);
    }
    // a cell longer than the sample rather than a quote in the text: its line alone is no row like the first
    if (cutHere && row.cells.length !== rows[0].cells.length) break;
    for (let i = text.indexOf(lineEnd, at); i >= 0 && i < row.end; i = text.indexOf(lineEnd, i + 1)) line++;
    at = row.end;
    if (row.cells.length > 1 || (row.cells.length === 1 && row.cells[0].trim() !== "")) {
      rows.push({ cells: row.cells, quoted: row.quoted, line: startLine, odd });
    }
  }
  return rows;
}
