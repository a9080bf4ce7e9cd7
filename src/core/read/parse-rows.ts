import type { RowSyntax } from "./dialect";
import { papaRows } from "./papa-rows";
import type { ProblemLog } from "./problems";
import { scanRow, type ScannedRow } from "./scan-row";
import type { RegularRows } from "./regular-rows";
import type { TextBlock } from "./text-blocks";

/** Takes one row and the line it starts on; a line without any character has no cells. False stops the reading. */
export type RowSink = (cells: string[], line: number) => boolean;

export interface ParseOptions {
  readonly syntax: RowSyntax;
  /** cells a row should have; decides whether an odd quote swallowed the rows behind it */
  readonly width: number;
  readonly problems: ProblemLog;
  /** the text is only the beginning of a file: a row still open at its end is left out, not repaired */
  readonly partial?: boolean;
  readonly onBlock?: (end: number) => void;
  /** takes rows straight from the bytes, which must be well-formed UTF-8; it tells the sink's owner of them itself */
  readonly regular?: RegularRows & { readonly bytes: Uint8Array };
}

/** Characters behind an open quote after which it is asked whether the quote belongs to the text. */
const PATIENCE = 1 << 18;

/** Characters after which an open quote counts as ordinary text without asking. */
const LONGEST_CELL = 1 << 24;

/**
 * Splits blocks of text into rows, those written by the book straight from their bytes where `regular` is given, the others with PapaParse, and mends what it gets wrong: a quote that is never closed, or that a
 * quote of a later row closes by accident, would swallow every row between. Such a quote is read as ordinary text when
 * its line then has the right number of cells and so have most rows behind it, and always at the end of the file.
 */
export function parseRows(blocks: Iterable<TextBlock>, options: ParseOptions, sink: RowSink): void {
  const parser = new RowParser(options, sink);
  const { regular } = options;
  let carry = "";
  /** bytes that `carry` takes in the file */
  let carried = 0;
  for (const block of blocks) {
    const done = regular ? parser.takeRegular(regular, block.start - carried, block.end) : null;
    if (done === block.end) {
      carry = "";
      carried = 0;
      options.onBlock?.(block.end);
      continue;
    }
    const isFresh = done !== null && done > block.start - carried;
    const text = isFresh ? restOf(block, done, regular!.bytes, parser.lineEnd) : carry + block.text();
    // an open quote is looked at again only when the text has doubled, so that the whole stays linear
    if (!isFresh && !block.last && text.length < 2 * carry.length) {
      carry = text;
      carried += block.end - block.start;
      continue;
    }
    const taken = parser.take(text, block.last);
    if (parser.stopped) return;
    carry = text.slice(taken);
    carried = regular ? utf8Length(carry) : 0;
    options.onBlock?.(block.end);
  }
}

function restOf(block: TextBlock, from: number, bytes: Uint8Array, lineEnd: string): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(from, block.end));
  return block.last && !text.endsWith(lineEnd) ? text + lineEnd : text;
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // a pair of surrogates is four bytes, two for each of its units
    if (code >= 0x80) length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}

class RowParser {
  stopped = false;
  readonly lineEnd: string;
  private line = 1;

  constructor(
    private readonly options: ParseOptions,
    private readonly sink: RowSink,
  ) {
    this.lineEnd = options.syntax.newline === "\r" ? "\r" : "\n";
  }

  /** Where the rows written by the book end. */
  takeRegular(rows: RegularRows, from: number, to: number): number {
    const { end, lines } = rows.take(from, to, this.line);
    this.line += lines;
    return end;
  }

  /** Hands on the complete rows of `text` and returns how many characters they take. */
  take(text: string, last: boolean): number {
    const { syntax } = this.options;
    if (this.needsScan(text)) return this.scan(text, 0, last);
    const { rows, consumed, strayQuoteRows } = papaRows(text, syntax);
    const quotes = syntax.quote !== "none" && text.includes(syntax.quote);
    if (quotes && this.anySuspicious(rows, strayQuoteRows)) return this.scan(text, 0, last);
    let stray = 0;
    for (let i = 0; i < rows.length && !this.stopped; i++) {
      const row = rows[i];
      if (strayQuoteRows[stray] === i) {
        stray++;
        this.reportStray();
      }
      this.emit(row.length === 1 && row[0] === "" ? [] : row, quotes ? 1 + this.lineEndsIn(row) : 1);
    }
    const rest = text.length - consumed;
    return rest > 0 && (last || rest > PATIENCE) ? this.scan(text, consumed, last) : consumed;
  }

  /** What PapaParse's answer would leave open: whether a cell that ends in CR or is empty was quoted. */
  private needsScan(text: string): boolean {
    const { syntax, width } = this.options;
    const { quote } = syntax;
    if (quote === "none") return false;
    if (syntax.skipInitialSpace) return true;
    if (this.lineEnd === "\n" && text.includes(`\r${quote}`)) return true;
    const empty = quote + quote;
    return width === 1 && (text.startsWith(empty) || text.includes(this.lineEnd + empty));
  }

  private anySuspicious(rows: readonly string[][], strayQuoteRows: readonly number[]): boolean {
    const { width } = this.options;
    if (strayQuoteRows.some((row) => rows[row] !== undefined && this.lineEndsIn(rows[row]) > 0)) return true;
    return rows.some((row) => row.length !== width && row.length > 0 && this.lineEndsIn(row) > 0);
  }

  /** Row by row from `from`, mending as it goes; returns where the first incomplete row starts. */
  private scan(text: string, from: number, last: boolean): number {
    const { syntax, width, partial } = this.options;
    let at = from;
    while (at < text.length && !this.stopped) {
      let row = scanRow(text, at, syntax);
      if (row.open) {
        const length = text.length - at;
        if (last && partial) return text.length;
        const give = last || length > LONGEST_CELL || (length > PATIENCE && this.isStray(text, at, row.oddQuote));
        if (!give) return at;
        row = this.readLiterally(text, at, row.oddQuote);
      } else if (row.oddSpansLines && this.isStray(text, at, row.oddQuote)) {
        row = this.readLiterally(text, at, row.oddQuote);
      } else if (row.multiline >= 0 && row.cells.length !== width && this.isStray(text, at, row.multiline)) {
        row = this.readLiterally(text, at, row.multiline);
      } else if (row.oddQuote >= 0) {
        this.reportStray();
      }
      const lines = countOf(text, this.lineEnd, at, row.end);
      at = row.end;
      this.emit(row.cells, lines);
    }
    return at;
  }

  /** Whether taking the quote at `quote` as text gives its line the right number of cells, and most rows behind it too. */
  private isStray(text: string, from: number, quote: number): boolean {
    const { syntax, width } = this.options;
    if (width < 2) return false;
    const line = scanRow(text, from, syntax, [quote]);
    if (line.open || line.multiline >= 0 || line.cells.length !== width) return false;
    let good = 0;
    let seen = 0;
    for (let at = line.end; at < text.length && seen < 8; seen++) {
      const row = scanRow(text, at, syntax);
      if (row.open) break;
      if (row.cells.length === width) good++;
      at = row.end;
    }
    return good >= 0.75 * seen;
  }

  private readLiterally(text: string, from: number, quote: number): ScannedRow {
    const literal = [quote];
    let row = scanRow(text, from, this.options.syntax, literal);
    while (row.open) {
      literal.push(row.oddQuote);
      row = scanRow(text, from, this.options.syntax, literal);
    }
    this.options.problems.add(
      this.line,
      "unclosed-quote",
      "a quote opens a cell here and is never closed, which would swallow the lines behind it",
      "the quote is kept as ordinary text and the row ends with its line",
    );
    return row;
  }

  private reportStray(): void {
    this.options.problems.add(
      this.line,
      "stray-quote",
      "a quote inside a quoted cell is not doubled",
      "kept as written",
    );
  }

  private emit(cells: string[], lines: number): void {
    if (!this.sink(cells, this.line)) this.stopped = true;
    this.line += lines;
  }

  private lineEndsIn(row: readonly string[]): number {
    let count = 0;
    for (const cell of row)
      if (cell.length > 0 && cell.includes(this.lineEnd)) count += countOf(cell, this.lineEnd, 0, cell.length);
    return count;
  }
}

function countOf(text: string, character: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(character, from); at >= 0 && at < to; at = text.indexOf(character, at + 1)) count++;
  return count;
}
