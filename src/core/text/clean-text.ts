import type { CleaningSettings } from "./cleaning-options";
import { decodeHtml } from "./decode-html";
import { dropPiece } from "./piece";
import type { ReplacePiece } from "./piece";
import { replaceNumbers } from "./replace-numbers";
import { replaceUrls } from "./replace-urls";
import { stripAccents } from "./strip-accents";
import { stripMarkdown } from "./strip-markdown";
import { stripReddit } from "./strip-reddit";

/**
 * The text after every step that looks at whole texts, in the order of the settings; words are cut from the result.
 * With the default settings this only lower-cases, as Python's `str.lower` does (the two agree on every character).
 */
export function cleanText(text: string, settings: CleaningSettings, replace: ReplacePiece = dropPiece): string {
  let result = settings.unicode === "none" ? text : text.normalize(settings.unicode);
  if (settings.decodeHtml) result = decodeHtml(result, replace);
  if (settings.stripMarkdown) result = stripMarkdown(result);
  if (settings.urls !== "keep") result = replaceUrls(result, settings.urls, replace);
  if (settings.stripReddit) result = stripReddit(result, replace);
  if (settings.lowercase) result = result.toLowerCase();
  if (settings.stripAccents) result = stripAccents(result);
  if (settings.numbers !== "keep") result = replaceNumbers(result, settings.numbers, replace);
  return result;
}

/** Whether words can be cut from the text as it is, but for its case: no step looks at more than one character. */
export function isPlainCleaning(settings: CleaningSettings): boolean {
  return (
    settings.unicode === "none" &&
    !settings.decodeHtml &&
    !settings.stripMarkdown &&
    settings.urls === "keep" &&
    !settings.stripReddit &&
    !settings.stripAccents &&
    settings.numbers === "keep" &&
    settings.punctuation === "split"
  );
}
