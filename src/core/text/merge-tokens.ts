import type { TokenColumn, Tokens } from "./tokens";

/**
 * Tokens of consecutive chunks of rows as one: the result is the same wherever the rows were cut, because numbers are
 * given in order of first appearance. No chunks give no columns. O(tokens + sum of the vocabularies).
 */
export function mergeTokens(chunks: readonly Tokens[]): Tokens {
  if (chunks.length === 1) return chunks[0];
  const vocabulary: string[] = [];
  const idOf = new Map<string, number>();
  const renumbered = chunks.map((chunk) => {
    const ids = new Uint32Array(chunk.vocabulary.length);
    chunk.vocabulary.forEach((token, i) => {
      let id = idOf.get(token);
      if (id === undefined) {
        id = vocabulary.push(token) - 1;
        idOf.set(token, id);
      }
      ids[i] = id;
    });
    return ids;
  });
  const names = chunks.length === 0 ? [] : chunks[0].columns.map((column) => column.name);
  const columns = names.map((name, c) =>
    mergeColumn(
      name,
      chunks.map((chunk) => chunk.columns[c]),
      renumbered,
    ),
  );
  return { vocabulary, columns };
}

function mergeColumn(name: string, parts: readonly TokenColumn[], renumbered: readonly Uint32Array[]): TokenColumn {
  const texts = parts.reduce((sum, part) => sum + part.offsets.length - 1, 0);
  const offsets = new Uint32Array(texts + 1);
  const ids = new Uint32Array(parts.reduce((sum, part) => sum + part.ids.length, 0));
  let text = 0;
  let token = 0;
  parts.forEach((part, p) => {
    const numbers = renumbered[p];
    for (let i = 1; i < part.offsets.length; i++) offsets[++text] = token + part.offsets[i];
    for (let i = 0; i < part.ids.length; i++) ids[token + i] = numbers[part.ids[i]];
    token += part.ids.length;
  });
  return { name, offsets, ids };
}
