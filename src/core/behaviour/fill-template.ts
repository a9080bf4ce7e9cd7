import { DataError } from "../errors";
import type { Rng } from "../random/rng";
import type { WordLists } from "./behavioural-test";

const PLACEHOLDER = /\{([^{}\s]+)\}/g;

/** Names of the {placeholders} of a record, each once, in order. */
export function placeholdersOf(record: Readonly<Record<string, string>>): string[] {
  const names = Object.values(record).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name));
  return [...new Set(names)];
}

/**
 * Every way to fill the placeholders from their lists, the last changing fastest; of more than `most` ways, so many of them at random. A
 * record without placeholders comes back as it is.
 *
 * @throws {DataError} "invalid-option" for a placeholder without a list, or whose list is empty: the template makes no post
 */
export function fillTemplate(
  record: Readonly<Record<string, string>>,
  lists: WordLists,
  { most, rng }: { readonly most: number; readonly rng: Rng },
): Record<string, string>[] {
  const names = placeholdersOf(record);
  for (const name of names) {
    if (!Object.hasOwn(lists, name)) {
      throw new DataError("invalid-option", `the template has {${name}} and no list of that name: give it one`, {
        placeholder: name,
      });
    }
    if (lists[name].length === 0) {
      throw new DataError("invalid-option", `the list {${name}} is empty: the template makes no post`, {
        placeholder: name,
      });
    }
  }
  const ways = names.reduce((product, name) => product * lists[name].length, 1);
  return pick(ways, most, rng).map((way) => {
    let rest = way;
    const words = new Map<string, string>();
    for (const name of names.toReversed()) {
      const list = lists[name];
      words.set(name, list[rest % list.length]);
      rest = Math.floor(rest / list.length);
    }
    const fill = (text: string) => text.replace(PLACEHOLDER, (_, name: string) => words.get(name)!);
    return Object.fromEntries(Object.entries(record).map(([column, text]) => [column, fill(text)]));
  });
}

/** At most `most` of the numbers below `count`, ascending. */
function pick(count: number, most: number, rng: Rng): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  const chosen = new Set<number>();
  while (chosen.size < most) chosen.add(rng.below(Math.min(count, Number.MAX_SAFE_INTEGER)));
  return [...chosen].sort((a, b) => a - b);
}
