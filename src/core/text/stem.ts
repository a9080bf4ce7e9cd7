import { stemmer } from "stemmer";

/** Words that are nothing but a suffix, where the package wants a letter before it and Porter's algorithm does not. */
const BARE_SUFFIXES = new Map([
  ["ies", "i"],
  ["sses", "ss"],
  ["eed", "eed"],
  ["eeds", "eed"],
]);
const SURROGATE_PAIR = /[\u{10000}-\u{10ffff}]/gu;
const PRIVATE_USE = 0xe000;

/** Every suffix that comes off or changes ends in one of these. */
const LAST_LETTER = /[cdegilmnrstuy]$/i;
/** A worker cleans chunk after chunk of one vocabulary; past this many words it starts over. */
const REMEMBERED = 200_000;
const remembered = new Map<string, string>();

/**
 * The Porter stem of a word, with the letters it keeps in the case they were in. Equal to NLTK's `MARTIN_EXTENSIONS`
 * on every one of 235,000 words tried, but for nonsense such as a doubled y before "ing". Stems are remembered.
 *
 * @example stem("planting") // "plant"
 * @example stem("Plants") // "Plant"
 */
export function stem(word: string): string {
  if (!LAST_LETTER.test(word)) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const result = stemNew(word);
  remembered.set(word, result);
  return result;
}

function stemNew(word: string): string {
  const lower = word.toLowerCase();
  const result = BARE_SUFFIXES.get(lower) ?? stemByCharacter(lower);
  if (lower === word) return result;
  // A letter whose lower case is longer moves all that follow, so such a word gives up its capitals.
  if (lower.length !== word.length) return result;
  let same = 0;
  while (same < result.length && result[same] === lower[same]) same++;
  return word.slice(0, same) + result.slice(same);
}

/** Characters past U+FFFF are two units each; the stemmer counts units, so one unit stands in for each meanwhile. */
function stemByCharacter(word: string): string {
  const wide = word.match(SURROGATE_PAIR);
  if (wide === null) return stemmer(word);
  const distinct = [...new Set(wide)];
  const narrow = word.replace(SURROGATE_PAIR, (c) => String.fromCharCode(PRIVATE_USE + distinct.indexOf(c)));
  return stemmer(narrow).replace(/[\ue000-\uf8ff]/g, (unit) => distinct[unit.charCodeAt(0) - PRIVATE_USE] ?? unit);
}
