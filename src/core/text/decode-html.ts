import { dropPiece } from "./piece";
import type { ReplacePiece } from "./piece";
import { NAMED_ENTITIES, WINDOWS_1252_CONTROLS } from "./html-entities";

const COMMENT_OR_CODE = /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi;
// The name must end at a space, a slash or the bracket, so `<https://example.org>` stays for the web address step.
const TAG = /<\/?[a-z][a-z0-9]*(?=[\s/>])[^<>]*>/gi;
const ENTITY = /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,9}));/gi;

/**
 * The text without HTML tags and with character references decoded. Names known are those of Latin-1, the Greek
 * letters and common punctuation and signs; others stay as they are. Text escaped twice, as in dumps of Reddit
 * (`&amp;#x200B;`), is decoded twice. A `<` that opens no tag stays.
 *
 * @example decodeHtml("<p>a &lt; b&nbsp;&amp;amp; c</p>") // " a < b\u00a0& c "
 */
export function decodeHtml(text: string, replace: ReplacePiece = dropPiece): string {
  let result = text;
  if (result.includes("<")) {
    result = result
      .replace(COMMENT_OR_CODE, (piece) => replace(piece, null, "HTML"))
      .replace(TAG, (piece) => replace(piece, null, "HTML"));
  }
  for (let pass = 0; pass < 2 && result.includes("&"); pass++) {
    result = result.replace(ENTITY, (reference: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED_ENTITIES.get(name) ?? reference;
      return characterOf(decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16));
    });
  }
  return result;
}

/** As HTML reads numeric references: 128 to 159 mean Windows-1252, what is no character becomes U+FFFD. */
function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252_CONTROLS[code - 0x80];
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  return String.fromCodePoint(code);
}
