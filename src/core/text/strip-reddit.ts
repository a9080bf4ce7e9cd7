import { dropPiece } from "./piece";
import type { ReplacePiece } from "./piece";

const REMOVED = /\[(?:removed|deleted)(?: by [^\]\n]{1,40})?\]/gi;
// "Edit:", "EDIT 2 -", "**Edit**:" at the start of a line, to its end.
const EDIT_LINE = /^[ \t*_>~(]*edit(?:ed)?(?:\s*#?\d{1,2})?[ \t*_]*[:\-–—].*$/gimu;
// Not inside an address: reddit.com/r/name and example.org/u/name have a word character or a slash before.
const MENTION = /(?<![\p{L}\p{N}_/.])\/?[ur]\/[A-Za-z0-9_-]{2,30}(?![\p{L}\p{N}_/])/gu;

/**
 * The text without `[removed]` and `[deleted]`, names such as u/name and r/name, and lines that begin with "Edit:".
 * @example stripReddit("Why, /u/someone?\nEdit: thanks!") // "Why,  ?\n "
 */
export function stripReddit(text: string, replace: ReplacePiece = dropPiece): string {
  const drop = (piece: string) => replace(piece, null, "Reddit mark");
  return text.replace(REMOVED, drop).replace(EDIT_LINE, drop).replace(MENTION, drop);
}
