import { guessLanguage } from "./guess-language";

export interface LanguageShare {
  readonly language: string;
  readonly share: number;
}

/** The languages of the texts that are not empty by {@link guessLanguage}, as shares of them, the most frequent first. */
export function shareLanguages(texts: readonly string[]): LanguageShare[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts) {
    if (text.trim() === "") continue;
    total++;
    const language = guessLanguage(text);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts]
    .map(([language, count]) => ({ language: language || "unknown", share: count / total }))
    .sort((a, b) => b.share - a.share || (a.language < b.language ? -1 : 1));
}
