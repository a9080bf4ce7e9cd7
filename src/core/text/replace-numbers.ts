import { dropPiece } from "./piece";
import type { ReplacePiece } from "./piece";

const NUMBER = /(?<![\p{L}\p{N}_])\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{L}\p{N}_])/gu;

/** The word that stands for a number where numbers become one word. */
export const NUMBER_TOKEN = "numbertoken";

/**
 * The text with numbers removed, or replaced by {@link NUMBER_TOKEN}. Points and commas between digits belong to the
 * number; digits inside a word (`h2o`, `2nd`) are no number.
 *
 * @example replaceNumbers("1,000.5 of 3d", "token") // " numbertoken  of 3d"
 */
export function replaceNumbers(text: string, mode: "remove" | "token", replace: ReplacePiece = dropPiece): string {
  return text.replace(NUMBER, (number) => replace(number, mode === "token" ? NUMBER_TOKEN : null, "number"));
}
