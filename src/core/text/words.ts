const UNKNOWN = 0;
const WORD = 1;
const OTHER = 2;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

// What a regular expression said of a UTF-16 unit, remembered: asking it for each character of a text is ten times slower.
const kinds = new Uint8Array(0x10000);

/**
 * Whether a character belongs to a word as Python's `\w` has it: a letter or number of any script, or the underscore.
 * Combining marks do not. Checked equal to Python for every character that Unicode 14 assigns.
 */
export function isWordCharacter(codePoint: number): boolean {
  if (codePoint > 0xffff) return WORD_CHARACTER.test(String.fromCodePoint(codePoint));
  if (kinds[codePoint] === UNKNOWN) {
    kinds[codePoint] = WORD_CHARACTER.test(String.fromCharCode(codePoint)) ? WORD : OTHER;
  }
  return kinds[codePoint] === WORD;
}

/**
 * Calls `visit` for every longest run of word characters, in order. With `keepPunctuation` also for `!`, `?` and `…`,
 * each on its own; three dots or more are one `…`.
 */
export function forEachWord(text: string, keepPunctuation: boolean, visit: (word: string) => void): void {
  let start = -1;
  for (let i = 0; i < text.length;) {
    const unit = text.charCodeAt(i);
    const isHigh = unit >= 0xd800 && unit <= 0xdbff;
    const codePoint = isHigh ? (text.codePointAt(i) ?? unit) : unit;
    if (isWordCharacter(codePoint)) {
      if (start < 0) start = i;
    } else {
      if (start >= 0) visit(text.slice(start, i));
      start = -1;
      if (keepPunctuation) {
        const length = punctuationLength(text, i);
        if (length > 0) {
          visit(length > 1 ? "…" : text[i]);
          i += length;
          continue;
        }
      }
    }
    i += codePoint > 0xffff ? 2 : 1;
  }
  if (start >= 0) visit(text.slice(start));
}

function punctuationLength(text: string, at: number): number {
  const character = text[at];
  if (character === "!" || character === "?" || character === "…") return 1;
  if (!text.startsWith("...", at)) return 0;
  let end = at + 3;
  while (text[end] === ".") end++;
  return end - at;
}

/** The marks that count as words of their own where punctuation is kept. */
export function isPunctuationWord(word: string): boolean {
  return word === "!" || word === "?" || word === "…";
}
