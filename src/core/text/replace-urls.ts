import { dropPiece } from "./piece";
import type { ReplacePiece } from "./piece";

const URL = /(?<![\p{L}\p{N}_])(?:(?:https?|ftp):\/\/|www\.)[^\s<>"`]+/giu;
const TRAILING = /[.,;:!?'*_~\]}…’”]/u;

/** The word that stands for a web address where addresses become one word. */
export const URL_TOKEN = "urltoken";

/**
 * The text with web addresses (`http://`, `https://`, `ftp://` or `www.`) removed, or replaced by {@link URL_TOKEN}.
 * Punctuation that ends the sentence is not part of the address, nor what follows a closing bracket that opened before it.
 *
 * @example replaceUrls("see (https://example.org/a_(b)).", "token") // "see ( urltoken )."
 */
export function replaceUrls(text: string, mode: "remove" | "token", replace: ReplacePiece = dropPiece): string {
  return text.replace(URL, (match) => {
    const length = addressLength(match);
    return replace(match.slice(0, length), mode === "token" ? URL_TOKEN : null, "web address") + match.slice(length);
  });
}

/** Up to a closing bracket that opened before the address, and without the punctuation at its end. */
function addressLength(match: string): number {
  let end = 0;
  for (let open = 0; end < match.length; end++) {
    if (match[end] === "(") open++;
    else if (match[end] === ")" && --open < 0) break;
  }
  while (TRAILING.test(match[end - 1])) end--;
  return end;
}
