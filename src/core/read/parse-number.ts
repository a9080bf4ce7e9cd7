/** Which character stands before the decimals; the other one, a space or an apostrophe may group thousands. */
export type NumberFormat = "dot" | "comma";

const DOT =
  /^(?:[-+] ?)?(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f']\d{3})+)?(?:(?<=\d)\.|\.\d+)?(?:(?<=[\d.])[eE][-+]?\d+)?$/;
const COMMA =
  /^(?:[-+] ?)?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0\u202f']\d{3})+)?(?:,\d+)?(?:(?<=\d)[eE][-+]?\d+)?$/;

/**
 * A number as people and programs write it: `1343`, `34365.0`, `-1e3`, `19,582`, `-1 414`,
 * `- 1`; with format "comma" `1,7`
 * and `200.000.000`. NaN for anything else, so for `12%`, `$5`, `1,23` (in format "dot"), `inf` and the empty text.
 */
export function parseNumber(text: string, format: NumberFormat = "dot"): number {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 400) return NaN;
  if (format === "dot") {
    if (!DOT.test(trimmed)) return NaN;
    return finite(Number(/[, \u00a0\u202f']/.test(trimmed) ? trimmed.replaceAll(/[, \u00a0\u202f']/g, "") : trimmed));
  }
  if (!COMMA.test(trimmed)) return NaN;
  return finite(Number(trimmed.replaceAll(/[. \u00a0\u202f']/g, "").replace(",", ".")));
}

/**
 * The same for format "dot" on UTF-8 bytes without making a string: plain integers and decimals of up to 15 digits,
 * which come out exact because both the digits and the power of ten are exact doubles. `undefined` when the slow way has to look.
 */
export function parsePlainNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative) at++;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + (byte - 0x30);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === 0x2e && decimals < 0) {
      decimals = 0;
    } else {
      return undefined;
    }
  }
  if (digits === 0 || digits > 15) return undefined;
  if (decimals > 0) value /= POWERS[decimals];
  return negative ? -value : value;
}

const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** Whether a text is a whole number with a zero in front, such as a postal code or `007`; 0.5 and 0 are not. */
export function hasLeadingZero(text: string): boolean {
  return /^\s*[-+]?0\d/.test(text);
}

/** Whether a text could be a number in either format. */
export function looksNumeric(text: string): boolean {
  if (!/^\s*[-+.\d]/.test(text)) return false;
  return !Number.isNaN(parseNumber(text, "dot")) || !Number.isNaN(parseNumber(text, "comma"));
}

/** Decides the format of a column: the one more of its numbers fit; "dot" when all fit both. */
export class NumberFormatVote {
  private dot = 0;
  private comma = 0;

  add(text: string): void {
    if (!Number.isNaN(parseNumber(text, "dot"))) this.dot++;
    if (!Number.isNaN(parseNumber(text, "comma"))) this.comma++;
  }

  get format(): NumberFormat {
    return this.comma > this.dot ? "comma" : "dot";
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
