import type { CleaningSettings } from "./cleaning-options";
import { cleanText } from "./clean-text";
import { makeTokenDecider } from "./decide-token";
import { forEachWord } from "./words";

/** How many words a tokeniser remembers before it starts over: a page left open must not grow for ever. */
const REMEMBERED = 50_000;

/**
 * A function that takes a text through the whole chain, remembering what became of each word, so that the second text
 * is cheap.
 */
export function makeTokenizer(settings: CleaningSettings): (text: string) => string[] {
  const decide = makeTokenDecider(settings);
  const known = new Map<string, string | null>();
  return (text) => {
    const tokens: string[] = [];
    forEachWord(cleanText(text, settings), settings.punctuation === "keep", (word) => {
      let token = known.get(word);
      if (token === undefined) {
        if (known.size >= REMEMBERED) known.clear();
        token = decide(word).to;
        known.set(word, token);
      }
      if (token !== null) tokens.push(token);
    });
    return tokens;
  };
}

/**
 * The tokens of one text. For many texts make a tokeniser once.
 * @example tokenize("Why do the plants lean?", defaultOptions(CLEANING_OPTIONS)) // ["plant", "lean"]
 */
export function tokenize(text: string, settings: CleaningSettings): string[] {
  return makeTokenizer(settings)(text);
}
