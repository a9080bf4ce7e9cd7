import { DataError } from "../errors";

/**
 * Refuses text that is plainly something else than lines of cells.
 *
 * @throws {DataError} "not-a-table" for HTML, XML, JSON and JSON Lines, with what to do instead
 */
export function refuseNonTable(sample: string): void {
  const start = sample.slice(0, 2000).trimStart();
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) {
    throw new DataError(
      "not-a-table",
      "this is an HTML page, not a CSV file: download the file itself (on GitHub: the raw file)",
    );
  }
  if (/^<\?xml\b/i.test(start))
    throw new DataError("not-a-table", "this is an XML file: export its records as CSV and open that");
  if (/^(?:\{\s*"|\[\s*(?:\{|\[|\]))/.test(start) && /"\s*:|^\[\s*[[\]]/.test(start)) {
    throw new DataError(
      "not-a-table",
      "this is JSON: write its records as CSV, for example with pandas' read_json and to_csv, and open that",
    );
  }
}
