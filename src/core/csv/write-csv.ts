/** How a table is written. */
export interface CsvOptions {
  /** default a comma */
  readonly delimiter?: string;
  /** default CRLF, as RFC 4180 has it */
  readonly newline?: "\r\n" | "\n";
  /** whether cells that a spreadsheet would run as a formula get an apostrophe in front; default true */
  readonly guardFormulas?: boolean;
}

const PLAIN_NUMBER = /^[-+]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * A table as CSV text (RFC 4180): cells with a delimiter, quote or line end stand in double quotes, quotes are doubled,
 * and every row ends with a line end, the last one too. A cell that starts with `=`, `+`, `-`, `@`, a tab or a CR and is
 * no plain number gets a leading apostrophe, since spreadsheets run such cells as formulas (OWASP, "CSV Injection").
 *
 * @example writeCsv(["a", "b"], [["1", 'say "x"'], ["=1+1", "-2"]]) // 'a,b\r\n1,"say ""x"""\r\n\'=1+1,-2\r\n'
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
  options: CsvOptions = {},
): string {
  const { delimiter = ",", newline = "\r\n", guardFormulas = true } = options;
  const cellText = (cell: string): string => quoteCell(guardFormulas ? guardCell(cell) : cell, delimiter);
  const line = (cells: readonly string[]): string => {
    const text = cells.map(cellText).join(delimiter);
    // an unquoted empty line would read as no row at all
    return (text === "" ? '""' : text) + newline;
  };
  let text = line(header);
  for (const row of rows) text += line(row);
  return text;
}

/** The cell as a spreadsheet may safely open it; equal to the cell unless it looks like a formula. */
export function guardCell(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

function quoteCell(cell: string, delimiter: string): string {
  return cell.includes('"') || cell.includes(delimiter) || cell.includes("\n") || cell.includes("\r")
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}
