import { DataError } from "../errors";
import type { Newline } from "./dialect";
import type { ProblemLog } from "./problems";
import { checkUtf8 } from "./utf8-check";

/** Bytes decoded at a time: large enough that calls cost nothing, small enough to stay in the cache. */
const BLOCK = 1 << 20;

/** A longer line is no row of a table that could be shown. */
export const MAX_LINE_BYTES = 1 << 24;

/** Whole lines of a file. */
export interface TextBlock {
  /** The lines as text; to be asked once and before the next block. */
  text(): string;
  /** bytes of the file before this block */
  readonly start: number;
  /** bytes of the file read so far, this block included */
  readonly end: number;
  readonly last: boolean;
}

/**
 * A file as text, in blocks of about a megabyte that end where a line ends, so that no character and no CRLF is cut.
 * The last line gets a line end if it has none. Bytes that are not of the encoding become U+FFFD and are reported
 * with their line.
 *
 * @throws {DataError} "line-too-long" when a line has more than 16 MiB
 */
export function* textBlocks(
  bytes: Uint8Array,
  format: {
    readonly encoding: string;
    readonly bomLength: number;
    readonly newline: Newline;
    /** end of the first block, where it is to be a shorter one */
    readonly firstEnd?: number;
  },
  problems: ProblemLog,
): Generator<TextBlock> {
  const { encoding, newline } = format;
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const seek = newlineSeeker(bytes, encoding, newline);
  const lineEnd = newline === "\r" ? "\r" : "\n";
  let line = 1;
  let countedTo = format.bomLength;

  for (let from = format.bomLength; from < bytes.length;) {
    const isFirst = from === format.bomLength && format.firstEnd !== undefined && format.firstEnd > from;
    const to = isFirst ? format.firstEnd! : blockEnd(bytes, from, seek);
    const last = to >= bytes.length;
    const start = from;
    yield {
      text: () => {
        const text = decodeLines(start, to);
        return last && !text.endsWith(lineEnd) ? text + lineEnd : text;
      },
      start,
      end: to,
      last,
    };
    from = to;
  }

  function decodeLines(from: number, to: number): string {
    try {
      return strict.decode(bytes.subarray(from, to));
    } catch {
      for (; countedTo < from; countedTo = seek.next(countedTo)) line++;
      return decodeByLine(bytes, from, to);
    }
  }

  /** The block line by line, naming the lines that do not decode. */
  function decodeByLine(source: Uint8Array, from: number, to: number): string {
    const lenient = new TextDecoder(encoding, { ignoreBOM: true });
    let text = "";
    for (let at = from; at < to; line++) {
      const end = Math.min(to, seek.next(at));
      const part = source.subarray(at, end);
      try {
        text += strict.decode(part);
      } catch {
        problems.add(
          line,
          "invalid-bytes",
          () => describeInvalid(part, encoding),
          "each replaced by U+FFFD (\uFFFD); choose another encoding if many lines have this",
        );
        text += lenient.decode(part);
      }
      at = end;
    }
    countedTo = to;
    return text;
  }
}

/**
 * How lines end, judged by the beginning of the text outside quotes, or inside them too where nothing is outside.
 * A lone CR counts only where LF is all but absent.
 * @param sample UTF-16 units, or bytes of an encoding whose bytes below 128 are ASCII
 */
export function detectNewline(sample: Uint8Array | Uint16Array, quote = '"'): Newline {
  const quoteCode = quote.charCodeAt(0);
  const outside = { lf: 0, crlf: 0, lone: 0 };
  const inside = { lf: 0, crlf: 0, lone: 0 };
  let counts = outside;
  for (let i = 0; i < sample.length; i++) {
    const code = sample[i];
    if (code === quoteCode) counts = counts === outside ? inside : outside;
    else if (code === 10) counts.lf++;
    else if (code === 13 && sample[i + 1] === 10) counts.crlf++;
    else if (code === 13) counts.lone++;
  }
  if (outside.lf + outside.lone === 0) Object.assign(outside, inside);
  if (outside.lone > 4 * outside.lf && outside.lone + inside.lone > outside.lf + inside.lf) return "\r";
  return outside.crlf * 2 > outside.lf ? "\r\n" : "\n";
}

/** Position behind the first `lines` lines of a file. */
export function endOfLines(
  bytes: Uint8Array,
  lines: number,
  format: { readonly encoding: string; readonly newline: Newline },
): number {
  const seek = newlineSeeker(bytes, format.encoding, format.newline);
  let end = 0;
  for (let line = 0; line < lines && end < bytes.length; line++) end = seek.next(end);
  return end;
}

/**
 * Where the beginning of a file may be cut: after the last line end before `limit`, or after the first one behind it.
 *
 * @throws {DataError} "line-too-long" as {@link textBlocks}
 */
export function cutAtLine(
  bytes: Uint8Array,
  limit: number,
  format: { readonly encoding: string; readonly newline: Newline },
): number {
  return limit >= bytes.length
    ? bytes.length
    : blockEnd(bytes, 0, newlineSeeker(bytes, format.encoding, format.newline), limit);
}

interface NewlineSeeker {
  /** position after the first line end at or behind `from`; the length of the file when there is none */
  next(from: number): number;
  /** position after the last line end that ends at or before `to`; at most `from` when there is none */
  previous(from: number, to: number): number;
}

function newlineSeeker(bytes: Uint8Array, encoding: string, newline: Newline): NewlineSeeker {
  const code = newline === "\r" ? 13 : 10;
  if (!encoding.startsWith("utf-16")) {
    return {
      next: (from) => bytes.indexOf(code, from) + 1 || bytes.length,
      previous: (from, to) => (to > from ? bytes.lastIndexOf(code, to - 1) + 1 : from),
    };
  }
  const low = encoding === "utf-16le" ? 0 : 1;
  const isEnd = (unit: number): boolean => bytes[unit + low] === code && bytes[unit + 1 - low] === 0;
  return {
    next(from) {
      for (let unit = from; unit + 1 < bytes.length; unit += 2) if (isEnd(unit)) return unit + 2;
      return bytes.length;
    },
    previous(from, to) {
      for (let unit = to - ((to - from) & 1) - 2; unit >= from; unit -= 2) if (isEnd(unit)) return unit + 2;
      return from;
    },
  };
}

function blockEnd(bytes: Uint8Array, from: number, seek: NewlineSeeker, size = BLOCK): number {
  let end = bytes.length;
  if (from + size < bytes.length) {
    end = seek.previous(from, from + size);
    if (end <= from) end = seek.next(from + size);
  }
  const longest = Math.max(size, MAX_LINE_BYTES);
  if (end - from > longest) {
    throw new DataError(
      "line-too-long",
      `a line of ${end - from} bytes begins at byte ${from}; a table's line has at most ${MAX_LINE_BYTES}: check that this is a CSV file and how its lines end`,
      { bytes: end - from, at: from },
    );
  }
  return end;
}

function describeInvalid(line: Uint8Array, encoding: string): string {
  if (encoding !== "utf-8") return `bytes that are not ${encoding}`;
  const { invalid, firstInvalid } = checkUtf8(line);
  const byte = line[firstInvalid].toString(16).toUpperCase().padStart(2, "0");
  return `${invalid} byte${invalid === 1 ? " is" : "s are"} not valid UTF-8, the first is 0x${byte}`;
}
