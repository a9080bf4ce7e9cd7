/**
 * The words of a Markdown text without its marks: links and images keep their text and lose their address, headings,
 * quotes, lists, emphasis, strike-through, spoilers, code and tables keep their words. Marks inside words
 * (`snake_case`, `2*3*4` between digits) stay. Linear but for the length of one link or one emphasised stretch.
 *
 * @example stripMarkdown("# On [bees](https://example.org)\n> **really** `old`") // "On bees\nreally old"
 */
export function stripMarkdown(text: string): string {
  return stripInline(stripLines(text));
}

const LINE_MARKS: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*(?:`{3,}|~{3,}).*$/gm, ""],
  [/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, ""],
  [/^[ \t]*(?:>(?!!)[ \t]?)+/gm, ""],
  [/^[ \t]{0,3}#{1,6}[ \t]+/gm, ""],
  [/^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/gm, ""],
  [/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$/gm, ""],
  [/^[ \t]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$/gm, ""],
];

function stripLines(text: string): string {
  return LINE_MARKS.reduce((result, [mark, words]) => result.replace(mark, words), text);
}

// Bounded lengths keep a text of a million brackets from costing its square.
const IMAGE_OR_LINK =
  /!?\[([^[\]\n]{0,1000})\](?:\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:[ \t]+"[^"\n]{0,500}")?\)|\[[^[\]\n]{0,200}\])/g;
const INLINE_MARKS: readonly (readonly [RegExp, string])[] = [
  [IMAGE_OR_LINK, "$1"],
  [/`{1,2}([^`\n]{1,1000})`{1,2}/g, "$1"],
  [/>!([^\n]{1,2000}?)!</g, "$1"],
  [/~~([^~\n]{1,1000})~~/g, "$1"],
  [/(?<![\p{L}\p{N}_*\\])\*{1,3}(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*\\])\*{1,3}(?![\p{L}\p{N}_*])/gu, "$1"],
  [/(?<![\p{L}\p{N}_*\\])_{1,3}(?=[^\s_])([^\n]{1,1000}?)(?<=[^\s_\\])_{1,3}(?![\p{L}\p{N}_])/gu, "$1"],
  [/\|/g, " "],
  [/\\([\\`*_{}[\]()#+\-.!~>^|])/g, "$1"],
];

function stripInline(text: string): string {
  if (!/[[\]`!~*_|\\]/.test(text)) return text;
  return INLINE_MARKS.reduce((result, [mark, words]) => result.replace(mark, words), text);
}
