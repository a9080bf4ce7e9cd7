import { DataError } from "../errors";
import { guessLegacyEncoding } from "./guess-legacy-encoding";
import { checkUtf8 } from "./utf8-check";

export interface DetectedEncoding {
  /** a label `TextDecoder` accepts */
  readonly encoding: string;
  /** bytes of the byte order mark to leave out */
  readonly bomLength: number;
  readonly why: string;
  /** every byte was looked at and belongs to well-formed UTF-8 */
  readonly wellFormed?: boolean;
}

const LEGACY_SAMPLE = 1 << 18;

/**
 * How the text of a file is encoded: by its byte order mark, by the NULs of UTF-16, by being valid UTF-8 from end to
 * end, else a guess among older encodings, called a guess in `why`. A file that is UTF-8 but for a few bytes is read as
 * UTF-8 and those bytes are reported by the reader. `partial` says that `bytes` is only the beginning of the file.
 *
 * @throws {DataError} "undecodable" when `wanted` is no known encoding
 */
export function detectEncoding(bytes: Uint8Array, wanted = "auto", partial = false): DetectedEncoding {
  const mark = byteOrderMark(bytes);
  if (wanted !== "auto") {
    const encoding = knownEncoding(wanted);
    return { encoding, bomLength: mark?.encoding === encoding ? mark.length : 0, why: "as set" };
  }
  if (mark)
    return {
      encoding: mark.encoding,
      bomLength: mark.length,
      why: `the file begins with a byte order mark (${mark.encoding})`,
    };
  const wide = utf16WithoutMark(bytes);
  if (wide)
    return {
      encoding: wide,
      bomLength: 0,
      why: "every other byte is NUL, as in UTF-16 text without a byte order mark",
    };

  const { multibyte, invalid, firstInvalid } = checkUtf8(bytes, partial);
  if (invalid === 0) {
    const why =
      multibyte === 0
        ? "all bytes are ASCII, which UTF-8 contains"
        : `valid UTF-8 with ${multibyte} characters beyond ASCII`;
    return { encoding: "utf-8", bomLength: 0, why, wellFormed: !partial };
  }
  // accents of an older encoding next to each other make a valid sequence now and then, never mostly
  if (multibyte >= 8 * invalid) {
    return {
      encoding: "utf-8",
      bomLength: 0,
      why: `UTF-8 but for ${invalid} damaged byte${invalid === 1 ? "" : "s"} among ${multibyte} characters beyond ASCII`,
    };
  }
  const start = Math.max(0, Math.min(firstInvalid - LEGACY_SAMPLE / 4, bytes.length - LEGACY_SAMPLE));
  const line = bytes.lastIndexOf(0x0a, start);
  const { encoding, why } = guessLegacyEncoding(bytes.subarray(start === 0 ? 0 : line + 1, start + LEGACY_SAMPLE));
  return { encoding, bomLength: 0, why };
}

function byteOrderMark(bytes: Uint8Array): { encoding: string; length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return null;
}

/** NULs nearly always on one side of each pair and nearly never on the other, in the first 4 KB. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 8) return null;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nuls[i & 1]++;
  const half = length / 2;
  if (nuls[1] > 0.6 * half && nuls[0] < 0.05 * half) return "utf-16le";
  if (nuls[0] > 0.6 * half && nuls[1] < 0.05 * half) return "utf-16be";
  return null;
}

function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new DataError(
      "undecodable",
      `encoding must be "auto" or a known one such as utf-8, utf-16le, windows-1252, big5, got ${JSON.stringify(label)}`,
      {
        encoding: label,
      },
    );
  }
}
