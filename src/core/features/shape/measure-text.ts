import { log1p } from "../../portable-math";

export type ShapeMeasure =
  "characters" | "words" | "questionMarks" | "exclamationMarks" | "links" | "capitals" | "digits" | "lines" | "empty";

export const SHAPE_MEASURES: readonly ShapeMeasure[] = [
  "characters",
  "words",
  "questionMarks",
  "exclamationMarks",
  "links",
  "capitals",
  "digits",
  "lines",
  "empty",
];

const LETTER = 1;
const CAPITAL = 2;

/**
 * Measures UTF-8 text in one pass, in the order of {@link SHAPE_MEASURES}: ln(1 + characters), ln(1 + words between
 * blanks), question and exclamation marks, web addresses, share of the letters that are capitals, share of the
 * characters that are digits 0 to 9, line breaks (CR LF is one), and 1 where there is nothing but blanks. Shares of
 * nothing are 0. Writes into `measures` and allocates nothing.
 */
export function measureText(bytes: Uint8Array, from: number, to: number, measures: Float64Array): void {
  let characters = 0;
  let words = 0;
  let questions = 0;
  let exclamations = 0;
  let links = 0;
  let letters = 0;
  let capitals = 0;
  let digits = 0;
  let lines = 0;
  let inWord = false;
  for (let i = from; i < to;) {
    const byte = bytes[i];
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    const code = length === 1 ? byte : codePointAt(bytes, i, length);
    characters++;
    if (isBlank(code)) {
      inWord = false;
      if (code === 0x0a || (code === 0x0d && !(i + 1 < to && bytes[i + 1] === 0x0a))) lines++;
    } else {
      if (!inWord) words++;
      inWord = true;
      if (code === 0x3f) questions++;
      else if (code === 0x21) exclamations++;
      else if (code >= 0x30 && code <= 0x39) digits++;
      else {
        const kind = letterKind(code);
        if (kind !== 0) letters++;
        if (kind === CAPITAL) capitals++;
        if ((code === 0x68 || code === 0x48 || code === 0x77 || code === 0x57) && startsLink(bytes, i, from, to))
          links++;
      }
    }
    i += length;
  }
  measures[0] = log1p(characters);
  measures[1] = log1p(words);
  measures[2] = questions;
  measures[3] = exclamations;
  measures[4] = links;
  measures[5] = letters === 0 ? 0 : capitals / letters;
  measures[6] = characters === 0 ? 0 : digits / characters;
  measures[7] = lines;
  measures[8] = words === 0 ? 1 : 0;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  let code = bytes[at] & (0x7f >> length);
  for (let k = 1; k < length; k++) code = (code << 6) | (bytes[at + k] & 0x3f);
  return code;
}

function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x3000;
}

// What the regular expressions said of a character, plus one, remembered: asking them is far slower than the rest.
const kinds = new Uint8Array(0x10000);

function letterKind(code: number): number {
  if (code < 0x80) {
    if (code >= 0x61 && code <= 0x7a) return LETTER;
    return code >= 0x41 && code <= 0x5a ? CAPITAL : 0;
  }
  if (code > 0xffff) return askKind(code);
  if (kinds[code] === 0) kinds[code] = askKind(code) + 1;
  return kinds[code] - 1;
}

function askKind(code: number): number {
  const character = String.fromCodePoint(code);
  return /\p{Lu}/u.test(character) ? CAPITAL : /\p{L}/u.test(character) ? LETTER : 0;
}

/** Whether `http://`, `https://`, or `www.` where no word or address goes on, begins here. */
function startsLink(bytes: Uint8Array, at: number, from: number, to: number): boolean {
  if (hasWord(bytes, at, to, "http")) {
    const after = hasWord(bytes, at + 4, to, "s") ? at + 5 : at + 4;
    return hasWord(bytes, after, to, "://");
  }
  if (!hasWord(bytes, at, to, "www.")) return false;
  if (at === from) return true;
  const before = bytes[at - 1];
  return before !== 0x2f && before < 0x80 && letterKind(before) === 0 && !(before >= 0x30 && before <= 0x39);
}

function hasWord(bytes: Uint8Array, at: number, to: number, lower: string): boolean {
  if (at + lower.length > to) return false;
  for (let k = 0; k < lower.length; k++) {
    const byte = bytes[at + k];
    if ((byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte) !== lower.charCodeAt(k)) return false;
  }
  return true;
}
