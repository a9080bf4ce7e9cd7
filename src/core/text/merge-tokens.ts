import { freeArray } from "../free-buffer";
import type { TokenColumn, Tokens } from "./tokens";

/** Memory of so many bytes for an array of the result. */
type Allocate = (bytes: number) => ArrayBufferLike;

/**
 * Tokens of consecutive chunks of rows as one, a chunk at a time: each costs a moment when it comes. The result is the same
 * wherever the rows were cut, because numbers are given in order of first appearance. No chunks give no columns.
 * O(tokens + sum of the vocabularies).
 */
export class TokenMerger {
  readonly #vocabulary: string[] = [];
  readonly #idOf = new Map<string, number>();
  readonly #columns: { readonly name: string; readonly parts: TokenColumn[] }[] = [];

  /** The chunk of the rows after those added before. Its ids are written over. */
  add({ vocabulary, columns }: Tokens): void {
    // The first chunk's numbers are those of all.
    const isFirst = this.#vocabulary.length === 0;
    const numbers = new Uint32Array(vocabulary.length);
    for (let token = 0; token < numbers.length; token++) numbers[token] = this.#number(vocabulary[token]);
    columns.forEach(({ name, offsets, ids }, c) => {
      this.#columns[c] ??= { name, parts: [] };
      if (!isFirst) for (let i = 0; i < ids.length; i++) ids[i] = numbers[ids[i]];
      this.#columns[c].parts.push({ name, offsets, ids });
    });
  }

  /** All chunks as one; to be asked once. */
  finish(allocate: Allocate = (bytes) => new ArrayBuffer(bytes)): Tokens {
    return { vocabulary: this.#vocabulary, columns: this.#columns.map((column) => joinParts(column, allocate)) };
  }

  #number(token: string): number {
    const known = this.#idOf.get(token);
    if (known !== undefined) return known;
    const id = this.#vocabulary.push(token) - 1;
    this.#idOf.set(token, id);
    return id;
  }
}

function joinParts(
  { name, parts }: { readonly name: string; readonly parts: TokenColumn[] },
  allocate: Allocate,
): TokenColumn {
  const texts = parts.reduce((sum, part) => sum + part.offsets.length - 1, 0);
  const tokens = parts.reduce((sum, part) => sum + part.ids.length, 0);
  const offsets = new Uint32Array(allocate(4 * (texts + 1)));
  const ids = new Uint32Array(allocate(4 * tokens));
  let text = 0;
  let token = 0;
  // Each part is let go once it is copied: large tables hold their tokens once, not twice.
  for (let part = parts.shift(); part; part = parts.shift()) {
    for (let i = 1; i < part.offsets.length; i++) offsets[++text] = token + part.offsets[i];
    ids.set(part.ids, token);
    token += part.ids.length;
    freeArray(part.ids);
  }
  return { name, offsets, ids };
}
