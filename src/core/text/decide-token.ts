import type { CleaningSettings } from "./cleaning-options";
import type { Removal } from "./piece";
import { stem } from "./stem";
import { ENGLISH_STOP_WORDS } from "./stop-words";
import { stripAccents } from "./strip-accents";
import { isPunctuationWord } from "./words";

/** What becomes of a word: `to` is the token, or null where it goes, for the reason `removed`. */
export interface TokenDecision {
  readonly to: string | null;
  readonly removed: Removal | null;
}

/** scikit-learn cuts stemmed text into words of two characters again, so a stem of one is lost there too. */
const SHORTEST_STEM = 2;

/**
 * The rules for single words, ready to be asked: length, then lists, then the stem. Asks are not remembered; callers
 * that see a word often keep the answer.
 */
export function makeTokenDecider(settings: CleaningSettings): (word: string) => TokenDecision {
  const listed = (words: readonly string[]) => new Set(words.map((word) => listForm(word, settings)));
  const extra = listed(settings.extraStopWords);
  const keep = listed(settings.keepWords);
  const english = settings.stopWords === "english" ? ENGLISH_STOP_WORDS : new Set<string>();
  return (word) => {
    const isPunctuation = isPunctuationWord(word);
    const lower = word.toLowerCase();
    if (!isPunctuation && isShorter(word, settings.minLength)) return REMOVED["too short"];
    if (!keep.has(lower)) {
      if (extra.has(lower)) return REMOVED["own list"];
      if (english.has(lower)) return REMOVED["stop word"];
    }
    if (isPunctuation || settings.stemmer === "none") return { to: word, removed: null };
    const to = stem(word);
    return isShorter(to, Math.min(settings.minLength, SHORTEST_STEM)) ? REMOVED["too short"] : { to, removed: null };
  };
}

const REMOVED = {
  "too short": { to: null, removed: "too short" },
  "own list": { to: null, removed: "own list" },
  "stop word": { to: null, removed: "stop word" },
} as const satisfies Partial<Record<Removal, TokenDecision>>;

function listForm(word: string, settings: CleaningSettings): string {
  const lower = word.trim().toLowerCase();
  return settings.stripAccents ? stripAccents(lower) : lower;
}

function isShorter(word: string, length: number): boolean {
  if (word.length < length) return true;
  // Only pairs of surrogates make a word shorter in characters than in units.
  return word.length < 2 * length && Array.from(word).length < length;
}
