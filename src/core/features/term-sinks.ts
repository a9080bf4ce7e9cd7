import type { CsrBuilder } from "../sparse/csr-builder";
import { HashCounter } from "./hashing/hash-counter";
import { makeTermHasher } from "./hashing/term-hasher";
import { isHashing } from "./text-block";
import type { FittedText } from "./text-block";
import { TermCounter } from "./tfidf/term-counter";

const NO_COLUMN = -1;

/** Takes the terms of one text after another by their text. */
export interface TermSink {
  /** the text columns its words come from, in the order they are joined */
  readonly columns: readonly string[];
  /** @returns the column of the matrix that the term fills, or -1 */
  add(term: string): number;
  /** Pushes what was added since the last call. */
  writeRow(builder: CsrBuilder): void;
}

/** One for each vocabulary or group of hashed columns; the first column of the first one is 0. O(terms or nFeatures). */
export function makeTermSinks(fitted: FittedText): TermSink[] {
  const { settings } = fitted;
  let next = 0;
  const place = (width: number) => {
    next += width;
    return next - width;
  };
  if (isHashing(fitted)) {
    const slotOf = makeTermHasher(settings);
    return fitted.hashed.map((part) => {
      const first = place(part.hashes.length);
      const counter = new HashCounter(part, settings);
      return {
        columns: part.columns,
        add: (term) => {
          const slot = slotOf(term);
          // also what is no column counts in the length of the row
          counter.add(slot);
          const place = counter.placeOf(slot);
          return place < 0 ? NO_COLUMN : first + place;
        },
        writeRow: (builder) => counter.writeRow(builder, first),
      };
    });
  }
  return fitted.vocabularies.map((vocabulary) => {
    const first = place(vocabulary.terms.length);
    const numberOf = new Map(vocabulary.terms.map((text, term) => [text, term]));
    const counter = new TermCounter(vocabulary, settings);
    return {
      columns: vocabulary.columns,
      add: (term) => {
        const number = numberOf.get(term);
        if (number === undefined) return NO_COLUMN;
        counter.add(number);
        return first + number;
      },
      writeRow: (builder) => counter.writeRow(builder, first),
    };
  });
}
