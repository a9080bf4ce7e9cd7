/**
 * Texts as interned tokens: text `i` is `ids[offsets[i] .. offsets[i + 1])`, each an index into `vocabulary`, which is
 * in order of first appearance. One vocabulary serves several columns of the same rows.
 */
export interface TokenColumn {
  readonly name: string;
  readonly offsets: Uint32Array;
  readonly ids: Uint32Array;
}

export interface Tokens {
  readonly vocabulary: readonly string[];
  readonly columns: readonly TokenColumn[];
}
