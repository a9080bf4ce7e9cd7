import type { CleaningSettings } from "../../core/text/cleaning-options";

/** "Lower case, links removed, stop words removed, Porter stems": what the settings do, in the order they do it. */
export function cleanSummary(settings: CleaningSettings): string {
  const { extraStopWords, keepWords } = settings;
  const steps = [
    settings.unicode !== "none" && `${settings.unicode} letters`,
    settings.decodeHtml && "HTML decoded",
    settings.stripMarkdown && "Markdown stripped",
    settings.urls === "remove" && "links removed",
    settings.urls === "token" && "links as one word",
    settings.stripReddit && "Reddit marks removed",
    settings.lowercase && "lower case",
    settings.stripAccents && "accents stripped",
    settings.numbers === "remove" && "numbers removed",
    settings.numbers === "token" && "numbers as one word",
    settings.punctuation === "keep" && "! ? … kept",
    settings.minLength > 2 && `words of ${settings.minLength} letters or more`,
    settings.stopWords === "english" && "stop words removed",
    extraStopWords.length > 0 &&
      `${extraStopWords.length} own ${extraStopWords.length === 1 ? "word" : "words"} removed`,
    keepWords.length > 0 && `${keepWords.length} ${keepWords.length === 1 ? "word" : "words"} always kept`,
    settings.stemmer === "porter" && "Porter stems",
  ].filter((step) => step !== false);
  const text = steps.length === 0 ? "words as they are" : steps.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
