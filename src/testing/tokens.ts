import type { Tokens } from "../core/text/tokens";

/** Tokens of texts given as lists of tokens, by column. */
export function tokensOf(columns: Readonly<Record<string, readonly (readonly string[])[]>>): Tokens {
  const vocabulary: string[] = [];
  const idOf = new Map<string, number>();
  const number = (token: string) => {
    if (!idOf.has(token)) idOf.set(token, vocabulary.push(token) - 1);
    return idOf.get(token)!;
  };
  const made = Object.entries(columns).map(([name, texts]) => {
    const offsets = new Uint32Array(texts.length + 1);
    texts.forEach((text, i) => (offsets[i + 1] = offsets[i] + text.length));
    return { name, offsets, ids: Uint32Array.from(texts.flat(), number) };
  });
  return { vocabulary, columns: made };
}
