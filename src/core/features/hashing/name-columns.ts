import { compareCodePoints } from "../../text/code-point-order";
import type { TokenColumn, Tokens } from "../../text/tokens";
import { countGrams } from "../tfidf/count-grams";
import type { TfidfSettings } from "../tfidf/fitted-tfidf";
import type { HashNames } from "./fitted-hashing";
import { makeTermHasher } from "./term-hasher";

export const ROWS_LOOKED_AT = 4000;
const MOST_NAMES = 5000;
const NAMES_OF_A_COLUMN = 3;

export interface NamingInput {
  readonly tokens: Tokens;
  readonly columns: readonly TokenColumn[];
  /** positions of the training rows */
  readonly rows: ArrayLike<number>;
  readonly settings: TfidfSettings;
  /** ascending: the columns that training rows fill */
  readonly hashes: Uint32Array;
}

/**
 * The 5,000 terms that stand in most of at most 4,000 training rows, evenly taken, by the column they fall in; at most three
 * for a column. So much is held whatever the number of rows and terms.
 */
export function nameColumns({ tokens, columns, rows, settings, hashes }: NamingInput): HashNames {
  const sampled = Math.min(rows.length, ROWS_LOOKED_AT);
  const sample = Uint32Array.from({ length: sampled }, (_, i) => rows[Math.floor((i * rows.length) / sampled)]);
  const { grams, documents } = countGrams(columns, tokens.vocabulary.length, sample, settings);
  const hashOf = makeTermHasher(settings);
  const placeAt = new Map(Array.from(hashes, (hash, place) => [hash, place]));
  const perPlace = new Map<number, number>();
  const named = mostFrequent(documents, MOST_NAMES)
    .map((gram) => ({ term: grams.textOf(gram, tokens.vocabulary), documents: documents[gram] }))
    .sort((a, b) => b.documents - a.documents || compareCodePoints(a.term, b.term))
    .map((name) => ({ ...name, place: placeAt.get(hashOf(name.term) >>> 1)! }))
    .filter(({ place }) => {
      const rank = perPlace.get(place) ?? 0;
      perPlace.set(place, rank + 1);
      return rank < NAMES_OF_A_COLUMN;
    })
    // stable: the names of a column stay in their order
    .sort((a, b) => a.place - b.place);
  return {
    rows: sampled,
    places: Uint32Array.from(named, ({ place }) => place),
    terms: named.map(({ term }) => term),
    documentCounts: Uint32Array.from(named, (name) => name.documents),
  };
}

/** Those that tie at the cut in the order of their first appearance. */
function mostFrequent(documents: Uint32Array, limit: number): number[] {
  const met = [...documents.keys()].filter((gram) => documents[gram] > 0);
  if (met.length <= limit) return met;
  const cut = Uint32Array.from(met, (gram) => documents[gram]).sort()[met.length - limit];
  const above = met.filter((gram) => documents[gram] > cut);
  return [...above, ...met.filter((gram) => documents[gram] === cut).slice(0, limit - above.length)];
}
