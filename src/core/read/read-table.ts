import { DataError } from "../errors";
import type { JobContext } from "../job";
import { cutAtLine, detectNewline, endOfLines, textBlocks } from "./text-blocks";
import { gunzip } from "./decompress";
import { detectEncoding } from "./detect-encoding";
import { DEFAULT_DIALECT, type DialectOptions, type Newline, type ResolvedDialect } from "./dialect";
import { isGzip, refuseBinary } from "./file-kind";
import { guessHeader } from "./guess-header";
import { guessSyntax } from "./guess-syntax";
import { parseRows } from "./parse-rows";
import { ProblemLog } from "./problems";
import { hasByteSyntax, makeRegularRows } from "./regular-rows";
import type { RawTable } from "./raw-table";
import { refuseNonTable } from "./refuse-non-table";
import { Sample, type SampleRow } from "./sample-rows";
import { TableAssembler } from "./table-assembler";
import { checkUtf8 } from "./utf8-check";

/** How much of a file the guesses look at, and how much a preview reads. */
const SAMPLE_BYTES = 1 << 18;

/**
 * Files up to which columns are put where they stay from the first. What grows there cannot be freed at once, so those of larger
 * files are copied there when their size is known.
 */
const BYTES_PUT_AT_ONCE = 1 << 24;

/**
 * Reads a file into columns of text. What is not set in `options` is guessed, and `dialect` says how and why. Lines
 * that are not as they should be are mended and listed in `problems`; no line and no cell is lost without a word.
 * Ragged rows: missing cells become empty, extra cells are joined to the last one with the delimiter between.
 * Reads at tens of megabytes a second; memory is the file plus its text plus a few megabytes.
 *
 * @throws {DataError} "empty-file", "header-only", "binary-file", "undecodable", "line-too-long", "not-a-table", "invalid-option"
 * @throws "AbortError" when `context.signal` is aborted
 */
export function readTable(
  bytes: Uint8Array,
  options: Partial<DialectOptions> = {},
  context: JobContext = {},
): RawTable {
  const compressed = isGzip(bytes);
  const plain = compressed ? gunzip(bytes, Infinity, context) : bytes;
  return read(plain, { options, context, compressed, complete: true, maxRows: Infinity });
}

/** The first rows of a file, from its first 256 KB or, where that holds no whole line, its first line. */
export function previewTable(bytes: Uint8Array, options: Partial<DialectOptions> = {}, maxRows = 100): RawTable {
  const compressed = isGzip(bytes);
  const plain = compressed ? gunzip(bytes, 2 * SAMPLE_BYTES) : bytes;
  if (plain.length <= SAMPLE_BYTES) return read(plain, { options, context: {}, compressed, complete: true, maxRows });
  const { encoding } = detectEncoding(plain.subarray(0, SAMPLE_BYTES), options.encoding, true);
  const newline = newlineOf(plain, encoding, options.quote);
  const end = cutAtLine(plain, SAMPLE_BYTES, { encoding, newline });
  return read(plain.subarray(0, end), { options, context: {}, compressed, complete: end >= plain.length, maxRows });
}

interface ReadRequest {
  readonly options: Partial<DialectOptions>;
  readonly context: JobContext;
  readonly compressed: boolean;
  readonly complete: boolean;
  readonly maxRows: number;
}

function read(bytes: Uint8Array, request: ReadRequest): RawTable {
  const { context, compressed, complete, maxRows } = request;
  const options = { ...DEFAULT_DIALECT, ...request.options };
  checkDialect(options);
  if (bytes.length === 0)
    throw new DataError("empty-file", "the file is empty, expected a table with a header and rows");

  const detected = detectEncoding(bytes, options.encoding, !complete);
  const { encoding, bomLength, why } = detected;
  if (!encoding.startsWith("utf-16")) refuseBinary(bytes.subarray(bomLength));
  const newline = newlineOf(bytes, encoding, options.quote);
  const cut = cutAtLine(bytes, SAMPLE_BYTES, { encoding, newline });
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(bomLength, cut));
  const sample = new Sample(withLineEnd(text, newline), newline, cut < bytes.length || !complete);
  if (text.trim() === "" && cut >= bytes.length) {
    throw new DataError(
      "empty-file",
      "the file holds nothing but blank lines, expected a table with a header and rows",
    );
  }
  if (options.delimiter === "auto") refuseNonTable(text);

  const { syntax, delimiterWhy, quoteWhy } = guessSyntax(sample, options);
  const rows = sample.rows(syntax);
  const header = guessHeader(rows, options.header);
  const headerLine = header.index < 0 ? null : rows[header.index].line;
  const dialect: ResolvedDialect = {
    encoding,
    bom: bomLength > 0,
    compression: compressed ? "gzip" : "none",
    ...syntax,
    headerLine,
    reasons: { encoding: why, delimiter: delimiterWhy, quote: quoteWhy, header: header.why },
  };

  const problems = new ProblemLog();
  const body = rows.slice(header.index + 1);
  const assembler = new TableAssembler({
    width: header.width,
    headerLine,
    delimiter: syntax.delimiter,
    shiftHeader: header.index >= 0 && isShifted(rows[header.index], body, header.width),
    problems,
    ...sizeHints(body, header.width, bytes.length / (cut - bomLength || 1), maxRows),
    maxRows,
    ...(context.allocate && bytes.length <= BYTES_PUT_AT_ONCE && { allocate: context.allocate }),
  });
  const checkNul = bytes.includes(0);
  const isByBytes =
    encoding === "utf-8" &&
    !checkNul &&
    maxRows === Infinity &&
    hasByteSyntax(syntax, header.width) &&
    (detected.wellFormed ?? checkUtf8(bytes, false, 1).invalid === 0);
  const mark = syntax.quote === "none" ? -1 : syntax.quote.charCodeAt(0);
  const regular =
    isByBytes && makeRegularRows(bytes, syntax, header.width, (row, line) => assembler.addSpan(bytes, row, line, mark));
  // The lines up to the header are a block of their own: what is above a table is never by the book.
  const headLines = body.length === 0 ? Infinity : body[0].line - 1;
  const firstEnd = regular ? endOfLines(bytes, headLines, { encoding, newline }) : undefined;
  const blocks = textBlocks(
    bytes,
    { encoding, bomLength, newline, ...(firstEnd !== undefined && { firstEnd }) },
    problems,
  );
  parseRows(
    blocks,
    {
      syntax,
      width: header.width,
      problems,
      partial: !complete,
      ...(regular && {
        regular: {
          bytes,
          take: (from, to, line) => (assembler.isInBody ? regular.take(from, to, line) : { end: from, lines: 0 }),
        },
      }),
      onBlock: (end) => {
        context.signal?.throwIfAborted();
        context.onProgress?.({ done: end, total: bytes.length, unit: "bytes", note: "reading" });
      },
    },
    (cells, line) => {
      if (checkNul) reportNul(cells, line, problems);
      return assembler.add(cells, line);
    },
  );
  const { hasHeader, ...table } = assembler.finish();
  if (table.rowCount === 0) refuseEmpty(table.names, hasHeader);
  return {
    ...table,
    problems: problems.list(),
    problemCounts: problems.counts,
    dialect,
    complete: complete && table.rowCount < maxRows,
  };
}

/** Encodings in which every byte below 128 is the character of that code. */
const HAS_ASCII_BYTES = /^(?:utf-8|windows-125\d|iso-8859-\d+)$/i;

function newlineOf(bytes: Uint8Array, encoding: string, quote: DialectOptions["quote"] = "auto"): Newline {
  const start = bytes.subarray(0, Math.min(bytes.length, SAMPLE_BYTES) & ~1 || bytes.length);
  const mark = quote === "'" ? quote : '"';
  if (HAS_ASCII_BYTES.test(encoding)) return detectNewline(start, mark);
  const text = new TextDecoder(encoding).decode(start);
  return detectNewline(
    Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
    mark,
  );
}

function withLineEnd(text: string, newline: Newline): string {
  const lineEnd = newline === "\r" ? "\r" : "\n";
  return text.endsWith(lineEnd) ? text : text + lineEnd;
}

/** The header is one name short, all rows are alike and their last column is filled: the name of the first is missing. */
function isShifted(header: SampleRow, body: readonly SampleRow[], width: number): boolean {
  if (header.cells.length !== width - 1 || body.length < 2) return false;
  const even = body.filter((row) => row.cells.length === width).length;
  const last = body.filter((row) => (row.cells[width - 1] ?? "").trim() !== "").length;
  return even >= 0.95 * body.length && last > 0.5 * body.length;
}

/** Rows and bytes to expect, so that the columns seldom have to grow. */
function sizeHints(
  body: readonly SampleRow[],
  width: number,
  scale: number,
  maxRows: number,
): { rowsHint: number; bytesHints: number[] } {
  const seen = Math.max(1, body.length);
  const rowsHint = Math.min(maxRows, Math.ceil(seen * Math.max(1, scale) * 1.05) + 16);
  const lengths = Array.from({ length: width }, () => 0);
  for (const row of body)
    for (let column = 0; column < Math.min(width, row.cells.length); column++)
      lengths[column] += row.cells[column].length;
  return { rowsHint, bytesHints: lengths.map((length) => Math.ceil((length / seen) * rowsHint) + 64) };
}

function reportNul(cells: readonly string[], line: number, problems: ProblemLog): void {
  const column = cells.findIndex((cell) => cell.includes("\0"));
  if (column >= 0) problems.add(line, "nul", () => `cell ${column + 1} holds a NUL character`, "kept as read");
}

function refuseEmpty(names: readonly string[], hasHeader: boolean): never {
  if (!hasHeader) throw new DataError("empty-file", "the file holds no rows, expected a table with a header and rows");
  const shown = names.slice(0, 8).join(", ") + (names.length > 8 ? ", ..." : "");
  throw new DataError(
    "header-only",
    `the file holds only a header (${shown}) and no rows; if that line is data, set header to "no"`,
    {
      names: [...names],
    },
  );
}

function checkDialect(options: DialectOptions): void {
  const { delimiter, quote, header } = options;
  if (delimiter === "" || /["\r\n\ufeff]/.test(delimiter) || (delimiter !== "auto" && delimiter.length > 4)) {
    throw new DataError(
      "invalid-option",
      `delimiter must be "auto" or 1 to 4 characters without quotes and line ends, got ${JSON.stringify(delimiter)}`,
    );
  }
  if (!["auto", '"', "'", "none"].includes(quote)) {
    throw new DataError(
      "invalid-option",
      `quote must be "auto", a double or single quote or "none", got ${JSON.stringify(quote)}`,
    );
  }
  if (quote !== "auto" && quote === delimiter)
    throw new DataError("invalid-option", `delimiter and quote must differ, got ${JSON.stringify(quote)} for both`);
  if (header !== "auto" && typeof header !== "boolean" && !(Number.isInteger(header) && header >= 1)) {
    throw new DataError(
      "invalid-option",
      `header must be "auto", true, false or a line number from 1, got ${JSON.stringify(header)}`,
    );
  }
}
