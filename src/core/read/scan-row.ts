import type { RowSyntax } from "./dialect";

/** One row and how it was written. */
export interface ScannedRow {
  /** empty for a line without any character; a quoted empty cell is one cell */
  readonly cells: string[];
  /** which of them stood in quotes */
  readonly quoted: boolean[];
  /** position behind the row's line end */
  readonly end: number;
  /** position of the opening quote of the first cell whose quotes do not add up, -1 when all do */
  readonly oddQuote: number;
  /** that cell has no closing quote in the text */
  readonly open: boolean;
  /** that cell goes on past the end of its line */
  readonly oddSpansLines: boolean;
  /** position of the opening quote of the first cell that holds a line end, -1 when none does */
  readonly multiline: number;
}

/**
 * Reads the row that starts at `from`, by the rules PapaParse reads by: a quote opens a cell only as its first
 * character, closes it only before a delimiter or line end (spaces between are dropped), is written twice inside, and
 * is kept as text anywhere else. Slower than PapaParse, but says where things are; `literalQuotes` are the
 * positions of opening quotes to take as ordinary text.
 */
export function scanRow(
  text: string,
  from: number,
  syntax: RowSyntax,
  literalQuotes: readonly number[] = [],
): ScannedRow {
  const { delimiter, quote, skipInitialSpace } = syntax;
  const lineEnd = syntax.newline === "\r" ? "\r" : "\n";
  const cells: string[] = [];
  const quoted: boolean[] = [];
  let oddQuote = -1;
  let oddSpansLines = false;
  let multiline = -1;
  let at = from;
  for (;;) {
    const start = skipInitialSpace ? skipSpaces(text, at) : at;
    if (quote !== "none" && text[start] === quote && !literalQuotes.includes(start)) {
      const { close, odd } = closingQuote(text, start, syntax);
      if (close < 0)
        return { cells, quoted, end: text.length, oddQuote: start, open: true, oddSpansLines: true, multiline: start };
      const raw = text.slice(start + 1, close);
      if (raw.includes(lineEnd) && multiline < 0) multiline = start;
      if (odd && oddQuote < 0) {
        oddQuote = start;
        oddSpansLines = raw.includes(lineEnd);
      }
      quoted.push(true);
      cells.push(raw.includes(quote) ? raw.replaceAll(quote + quote, quote) : raw);
      const next = skipBlank(text, close + 1, delimiter, lineEnd);
      if (text.startsWith(delimiter, next)) {
        at = next + delimiter.length;
        continue;
      }
      return { cells, quoted, end: Math.min(text.length, next + 1), oddQuote, open: false, oddSpansLines, multiline };
    }
    const end = endOfBareCell(text, at, delimiter, lineEnd);
    if (end < text.length && text[end] !== lineEnd) {
      cells.push(text.slice(at, end));
      quoted.push(false);
      at = end + delimiter.length;
      continue;
    }
    const bare = lineEnd === "\n" && end > at && text[end - 1] === "\r" ? end - 1 : end;
    if (cells.length > 0 || bare > at) {
      cells.push(text.slice(at, bare));
      quoted.push(false);
    }
    return { cells, quoted, end: Math.min(text.length, end + 1), oddQuote, open: false, oddSpansLines, multiline };
  }
}

/** Position of the delimiter or line end behind an unquoted cell. `indexOf` would search far past the line for a delimiter. */
function endOfBareCell(text: string, at: number, delimiter: string, lineEnd: string): number {
  const stop = delimiter.charCodeAt(0);
  const newline = lineEnd.charCodeAt(0);
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === newline || (code === stop && (delimiter.length === 1 || text.startsWith(delimiter, end)))) return end;
  }
  return text.length;
}

/** Position of the quote that closes the cell opened at `open`, -1 when none does. */
function closingQuote(text: string, open: number, syntax: RowSyntax): { close: number; odd: boolean } {
  const { delimiter, quote } = syntax;
  const lineEnd = syntax.newline === "\r" ? "\r" : "\n";
  let odd = false;
  for (let at = open + 1; ; at++) {
    at = text.indexOf(quote, at);
    if (at < 0) return { close: -1, odd };
    if (text[at + 1] === quote) {
      at++;
      continue;
    }
    const next = skipBlank(text, at + 1, delimiter, lineEnd);
    if (next >= text.length || text[next] === lineEnd || text.startsWith(delimiter, next)) return { close: at, odd };
    odd = true;
    // PapaParse skips the character behind a stray quote
    at++;
  }
}

/** First position at or behind `at` that is no blank, stopping at a delimiter (which may be a tab) and at the line end. */
function skipBlank(text: string, at: number, delimiter: string, lineEnd: string): number {
  let next = at;
  while (
    next < text.length &&
    text[next] !== lineEnd &&
    !text.startsWith(delimiter, next) &&
    isBlank(text.charCodeAt(next))
  )
    next++;
  return next;
}

function skipSpaces(text: string, at: number): number {
  let next = at;
  while (text[next] === " ") next++;
  return next;
}

/** What `trim` removes, as far as it occurs between cells. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
