import type { Rng } from "../random/rng";
import type { Change } from "./behavioural-test";
import { FIRST_NAMES } from "./first-names";

type Post = Readonly<Record<string, string>>;

const URL = "https://example.com/a1b2c3";
/** Typos stay inside a word, so that it can be told from another. */
const SHORTEST_WITH_TYPO = 4;
const NAMES = new Set(FIRST_NAMES);

/**
 * The post with the change made, or null where there is nothing to change: no word long enough, no such word, no name,
 * the value already set. Depends on nothing but its arguments and the stream of chance.
 *
 * @param texts columns of text, the first being where something is put in when no column is named
 */
export function applyChange(
  post: Post,
  change: Change,
  from: { readonly texts: readonly string[]; readonly column: string | null; readonly rng: Rng },
): Post | null {
  const { texts, column, rng } = from;
  if (change.kind === "set") {
    return post[change.column] === change.value ? null : { ...post, [change.column]: change.value };
  }
  const putsIn = change.kind === "add" || change.kind === "url";
  const columns = column !== null ? [column] : putsIn ? texts.slice(0, 1) : texts;
  const changed: Record<string, string> = { ...post };
  if (change.kind === "typos") {
    addTypos(changed, columns, change.count, rng);
  } else {
    for (const name of columns) changed[name] = changeText(post[name] ?? "", change, rng);
  }
  return columns.some((name) => changed[name] !== (post[name] ?? "")) ? changed : null;
}

function changeText(text: string, change: Exclude<Change, { kind: "set" | "typos" }>, rng: Rng): string {
  switch (change.kind) {
    case "case":
      return change.to === "lower" ? text.toLowerCase() : text.toUpperCase();
    case "punctuation":
      if (change.to === "exclamation")
        return text.trim() === "" ? text : `${text.trimEnd().replace(/[.!?…]+$/, "")}!!!`;
      return text.replace(/[.,;:!?…"'()[\]{}]+/g, "");
    case "url":
      return joinWords(text, URL);
    case "names":
      return text.replace(/\p{Lu}\p{Ll}+/gu, (word) => (NAMES.has(word) ? otherName(word, rng) : word));
    case "add":
      return change.at === "start" ? joinWords(change.text, text) : joinWords(text, change.text);
    case "remove": {
      const without = replaceWord(text, change.word, "");
      return without === text ? text : without.replace(/ {2,}/g, " ").trim();
    }
    case "replace":
      return replaceWord(text, change.word, change.by);
  }
}

function joinWords(first: string, second: string): string {
  if (first.trim() === "") return second;
  return second === "" ? first : `${first.trimEnd()} ${second}`;
}

function otherName(name: string, rng: Rng): string {
  const others = FIRST_NAMES.filter((other) => other !== name);
  return others[rng.below(others.length)];
}

/** Whole words only, whatever their case. */
function replaceWord(text: string, word: string, by: string): string {
  const quoted = word
    .trim()
    .replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")
    .replace(/\s+/g, "\\s+");
  if (quoted === "") return text;
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${quoted}(?![\\p{L}\\p{N}_])`, "giu");
  // a text without the word keeps its blanks
  return whole.test(text) ? text.replace(whole, () => by) : text;
}

function addTypos(post: Record<string, string>, columns: readonly string[], count: number, rng: Rng): void {
  const words = columns.flatMap((column) =>
    [...(post[column] ?? "").matchAll(/\p{L}+/gu)]
      .filter(([word]) => word.length >= SHORTEST_WITH_TYPO && swapPlaces(word).length > 0)
      .map((match) => ({ column, at: match.index, word: match[0] })),
  );
  for (let i = 0; i < count && words.length > 0; i++) {
    const [{ column, at, word }] = words.splice(rng.below(words.length), 1);
    const places = swapPlaces(word);
    const place = at + places[rng.below(places.length)];
    const text = post[column];
    post[column] = `${text.slice(0, place)}${text[place + 1]}${text[place]}${text.slice(place + 2)}`;
  }
}

/** Inside the word, where two neighbours differ. */
function swapPlaces(word: string): number[] {
  return Array.from({ length: Math.max(0, word.length - 3) }, (_, i) => i + 1).filter((i) => word[i] !== word[i + 1]);
}
