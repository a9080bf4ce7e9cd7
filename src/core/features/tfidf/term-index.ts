import { Uint32List } from "../../sparse/uint32-list";
import type { Tokens } from "../../text/tokens";
import type { FittedVocabulary } from "./fitted-tfidf";
import { GramTable, NO_GRAM } from "./gram-table";

const NO_TERM = 0xffffffff;

/**
 * The fitted terms over the numbers of some tokens, so that rows are looked up without a string. Made once for all
 * rows: O(terms + vocabulary).
 */
export class TermIndex {
  readonly #grams: GramTable;
  readonly #termOf = new Uint32List();
  readonly #longest: number;

  constructor(vocabulary: FittedVocabulary, tokens: Tokens) {
    this.#grams = new GramTable(tokens.vocabulary.length);
    for (let i = 0; i < tokens.vocabulary.length; i++) this.#termOf.push(NO_TERM);
    const idOf = new Map(tokens.vocabulary.map((token, id) => [token, id]));
    let longest = 1;
    vocabulary.terms.forEach((text, term) => {
      const ids = text.split(" ").map((word) => idOf.get(word));
      // A term with a word these tokens never hold cannot be met in them.
      if (ids.includes(undefined)) return;
      longest = Math.max(longest, ids.length);
      this.#setTerm(ids as number[], term);
    });
    this.#longest = longest;
  }

  /** Calls `visit` with the term of every n-gram that is one, by where it begins. */
  forEachTerm(ids: Uint32Array, length: number, visit: (term: number) => void): void {
    const terms = this.#termOf;
    for (let i = 0; i < length; i++) {
      let gram = ids[i];
      for (let n = 1; ; n++) {
        const term = terms.at(gram);
        if (term !== NO_TERM) visit(term);
        if (n >= this.#longest || i + n >= length) break;
        gram = this.#grams.find(gram, ids[i + n]);
        if (gram === NO_GRAM) break;
      }
    }
  }

  #setTerm(ids: readonly number[], term: number): void {
    let gram = ids[0];
    for (let n = 1; n < ids.length; n++) {
      gram = this.#grams.add(gram, ids[n]);
      if (gram === this.#termOf.length) this.#termOf.push(NO_TERM);
    }
    this.#termOf.set(gram, term);
  }
}
