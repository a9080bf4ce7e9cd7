import { DataError } from "../errors";

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly kind: string; readonly remedy: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    kind: "a zip archive or an Excel workbook (.xlsx)",
    remedy: "unpack it, or save the sheet as CSV UTF-8 in the spreadsheet, and open that",
  },
  { bytes: [0x50, 0x4b, 0x05, 0x06], kind: "an empty zip archive", remedy: "open the CSV itself" },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    kind: "an old Excel or Office file (.xls)",
    remedy: "save the sheet as CSV UTF-8 in the spreadsheet and open that",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: "a PDF", remedy: "export its table as CSV and open that" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: "a PNG image", remedy: "open the table it was drawn from" },
  { bytes: [0xff, 0xd8, 0xff], kind: "a JPEG image", remedy: "open the table it was drawn from" },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: "a GIF image", remedy: "open the table it was drawn from" },
  {
    bytes: [0x50, 0x41, 0x52, 0x31],
    kind: "a Parquet file",
    remedy: "write it as CSV, for example with pandas' to_csv, and open that",
  },
  {
    bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31],
    kind: "an Arrow or Feather file",
    remedy: "write it as CSV and open that",
  },
  {
    bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20],
    kind: "an SQLite database",
    remedy: "export the table as CSV and open that",
  },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: "a 7-Zip archive", remedy: "unpack it and open the CSV inside" },
  { bytes: [0x42, 0x5a, 0x68], kind: "a bzip2 file", remedy: "unpack it and open the CSV inside" },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], kind: "an xz file", remedy: "unpack it and open the CSV inside" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], kind: "a Zstandard file", remedy: "unpack it and open the CSV inside" },
  { bytes: [0x80, 0x04, 0x95], kind: "a Python pickle", remedy: "write the table with to_csv and open that" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], kind: "a program", remedy: "open a CSV" },
];

const SAMPLE = 65_536;

/**
 * Lets text through and refuses what is no text, by its first bytes or by its share of control characters.
 * Call it after UTF-16 has been ruled out, or on decoded text. A NUL here and there is let through.
 *
 * @throws {DataError} "binary-file", with what the file is and what to do instead
 */
export function refuseBinary(bytes: Uint8Array): void {
  for (const { bytes: signature, kind, remedy } of SIGNATURES) {
    if (signature.every((byte, i) => bytes[i] === byte) && !looksTyped(bytes, signature.length)) {
      throw new DataError("binary-file", `this is ${kind}, not a text table: ${remedy}`, { kind });
    }
  }
  const length = Math.min(bytes.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < length; i++) if (isControl(bytes[i])) controls++;
  if (controls > 16 && controls > length * 0.1) {
    const share = Math.round((100 * controls) / length);
    throw new DataError(
      "binary-file",
      `this is not a text table: ${share}% of its first ${length} bytes are control characters; open a CSV or TSV file`,
      { kind: "binary", share },
    );
  }
}

/** "BZh" or "PAR1" may also begin an ordinary header: printable text up to the end of a line says so. */
function looksTyped(bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < from; i++) if (bytes[i] < 0x20 || bytes[i] > 0x7e) return false;
  if (bytes[0] === 0x25 || bytes[0] === 0x47) return false;
  const end = Math.min(bytes.length, from + 400);
  for (let i = from; i < end; i++) {
    if (bytes[i] === 0x0a || bytes[i] === 0x0d) return true;
    if (isControl(bytes[i])) return false;
  }
  return true;
}

function isControl(byte: number): boolean {
  return (
    byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0b && byte !== 0x0c && byte !== 0x1b
  );
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}
