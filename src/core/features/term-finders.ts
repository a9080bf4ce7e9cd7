import { hashedLabel, placeOf } from "./hashing/fitted-hashing";
import type { FittedHashing, HashedColumns } from "./hashing/fitted-hashing";
import { makeTermHasher } from "./hashing/term-hasher";
import { isHashing, textParts } from "./text-block";
import type { FittedText } from "./text-block";

/** Where terms stand in the matrix: one for each vocabulary or group of hashed columns. */
export interface TermFinder {
  /** the text columns its words come from, in the order they are joined */
  readonly columns: readonly string[];
  /** of the matrix; undefined for a term that fills none */
  columnOf(term: string): number | undefined;
  /**
   * What a person asks for: a term as it is known, a column by its name ("bee (hash 1234)", "hash 1234"), or else the term
   * that cleaning makes of what was typed. `sign` is that of the term's entries, 0 where it may be either.
   */
  find(typed: string, cleaned: string): { readonly column: number; readonly sign: -1 | 0 | 1 } | undefined;
}

export function makeTermFinders(fitted: FittedText): TermFinder[] {
  let next = 0;
  const firsts = textParts(fitted).map(({ width }) => (next += width) - width);
  if (isHashing(fitted)) return fitted.hashed.map((part, i) => hashedFinder(part, fitted.settings, firsts[i]));
  return fitted.vocabularies.map(({ columns, terms }, i) => {
    const columnAt = new Map(terms.map((term, at) => [term, firsts[i] + at]));
    const columnOf = (term: string) => columnAt.get(term);
    return {
      columns,
      columnOf,
      find: (typed, cleaned) => {
        const column = columnOf(typed) ?? columnOf(cleaned);
        return column === undefined ? undefined : { column, sign: 1 };
      },
    };
  });
}

function hashedFinder(part: HashedColumns, settings: FittedHashing["settings"], first: number): TermFinder {
  const slotOf = makeTermHasher(settings);
  const named = new Set(part.names.terms);
  const placeOfTerm = (term: string) => placeOf(part, slotOf(term) >>> 1);
  return {
    columns: part.columns,
    columnOf: (term) => {
      const place = placeOfTerm(term);
      return place < 0 ? undefined : first + place;
    },
    find: (typed, cleaned) => {
      const written = /^(?:.* \()?hash (\d+)\)?$/.exec(typed)?.[1];
      const asked = written === undefined ? -1 : placeOf(part, Number(written));
      if (asked >= 0 && [hashedLabel(part, asked), `hash ${written}`].includes(typed)) {
        return { column: first + asked, sign: 0 };
      }
      // every text has a column: as typed it may be that of another word
      const term = named.has(typed) || cleaned === "" ? typed : cleaned;
      const place = placeOfTerm(term);
      if (place < 0) return undefined;
      return { column: first + place, sign: settings.binary || (slotOf(term) & 1) === 0 ? 1 : -1 };
    },
  };
}

/** A term by name, with the training rows (where terms are hashed: of those looked at) that hold it. */
export interface KnownTerm {
  readonly columns: readonly string[];
  readonly term: string;
  readonly documents: number;
}

/** Every term of the vocabularies, or those that hashed columns are named by. O(terms) */
export function knownTerms(fitted: FittedText): KnownTerm[] {
  const listed = (columns: readonly string[], terms: readonly string[], counts: Uint32Array) =>
    terms.map((term, i) => ({ columns, term, documents: counts[i] }));
  return isHashing(fitted)
    ? fitted.hashed.flatMap(({ columns, names }) => listed(columns, names.terms, names.documentCounts))
    : fitted.vocabularies.flatMap(({ columns, terms, documentCounts }) => listed(columns, terms, documentCounts));
}
