import type { SelectOption } from "../../ui/Select";

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "comma  ,",
  ";": "semicolon  ;",
  "\t": "tab",
  "|": "bar  |",
  " ": "space",
  ":": "colon  :",
  "~": "tilde  ~",
  "^": "caret  ^",
};

const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252 (Latin-1)",
  "iso-8859-15": "Latin-9",
  "windows-1250": "Windows-1250 (Central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "koi8-r": "KOI8-R (Russian)",
  "windows-1253": "Windows-1253 (Greek)",
  "windows-1254": "Windows-1254 (Turkish)",
  macintosh: "Mac Roman",
  shift_jis: "Shift JIS",
  "euc-jp": "EUC-JP",
  "euc-kr": "EUC-KR",
  gb18030: "GB18030 (Chinese)",
  big5: "Big5 (Chinese)",
};

const QUOTES: Readonly<Record<string, string>> = {
  '"': 'double  "',
  "'": "single  '",
  none: "none, quotes are text",
};

export type Header = "auto" | boolean | number;

/** "comma", "first line": what a dialect setting means, in the words of its field. */
export function delimiterWord(delimiter: string): string {
  return DELIMITERS[delimiter] ?? (delimiter < " " ? `character ${delimiter.charCodeAt(0)}` : `“${delimiter}”`);
}

export function encodingWord(encoding: string): string {
  return ENCODINGS[encoding.toLowerCase()] ?? encoding;
}

export function quoteWord(quote: string): string {
  return QUOTES[quote] ?? quote;
}

export function headerWord(header: boolean | number): string {
  if (header === true || header === 1) return "first line";
  return header === false ? "no header" : `line ${header}`;
}

const options = (words: Readonly<Record<string, string>>, current: string, word: (value: string) => string) => [
  ...Object.keys(words).map((value) => ({ value, label: words[value] })),
  ...(current === "auto" || current in words ? [] : [{ value: current, label: word(current) }]),
];

/** Without the sign or the remark after it: the field has room for about twenty letters. */
const shortWord = (word: string) => word.replace(/ {2}\S$| \(.*\)$|, quotes are text$/, "");

const withGuess = (guess: string | null, offered: readonly SelectOption[]): readonly SelectOption[] => [
  { value: "auto", label: guess === null ? "guess" : `${shortWord(guess)}, guessed` },
  ...offered,
];

export function delimiterOptions(current: string, guess: string | null): readonly SelectOption[] {
  return withGuess(guess === null ? null : delimiterWord(guess), options(DELIMITERS, current, delimiterWord));
}

export function encodingOptions(current: string, guess: string | null): readonly SelectOption[] {
  return withGuess(guess === null ? null : encodingWord(guess), options(ENCODINGS, current, encodingWord));
}

export function quoteOptions(guess: string | null): readonly SelectOption[] {
  return withGuess(guess === null ? null : quoteWord(guess), options(QUOTES, "auto", quoteWord));
}

export function headerOptions(current: Header, guess: boolean | number | null): readonly SelectOption[] {
  const lines = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20];
  if (typeof current === "number" && current > 1 && !lines.includes(current)) lines.push(current);
  return withGuess(guess === null ? null : headerWord(guess), [
    { value: "true", label: "first line" },
    { value: "false", label: "no header" },
    ...lines.sort((a, b) => a - b).map((line) => ({ value: String(line), label: `line ${line}` })),
  ]);
}

export function headerText(header: Header): string {
  return header === 1 ? "true" : String(header);
}

export function parseHeader(text: string): Header {
  if (text === "auto") return "auto";
  return text === "true" ? true : text === "false" ? false : Number(text);
}
