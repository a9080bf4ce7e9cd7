import type { CsrBuilder } from "../../sparse/csr-builder";
import type { FittedVocabulary, TfidfSettings } from "./fitted-tfidf";
import { log } from "../../portable-math";

/** Below this many entries sorting by insertion beats the call into the engine's sort. */
const FEW = 64;

/** Counts the terms of one row after another and writes each row's weights. Both paths to a row, table and form, end here. */
export class TermCounter {
  readonly #settings: TfidfSettings;
  readonly #idf: Float64Array;
  readonly #counts: Uint32Array;
  #touched = new Uint32Array(256);
  #values = new Float64Array(256);
  #length = 0;

  constructor(vocabulary: FittedVocabulary, settings: TfidfSettings) {
    this.#settings = settings;
    this.#idf = vocabulary.idf;
    this.#counts = new Uint32Array(vocabulary.terms.length);
  }

  add(term: number): void {
    if (this.#counts[term]++ !== 0) return;
    if (this.#length === this.#touched.length) {
      const grown = new Uint32Array(2 * this.#length);
      grown.set(this.#touched);
      this.#touched = grown;
      this.#values = new Float64Array(2 * this.#length);
    }
    this.#touched[this.#length++] = term;
  }

  /** Pushes the weights of the terms added since the last call, in order of their columns from `firstColumn` on. */
  writeRow(builder: CsrBuilder, firstColumn: number): void {
    const length = this.#length;
    const terms = sortFirst(this.#touched, length);
    const values = this.#values;
    const { binary, sublinearTf, norm } = this.#settings;
    let size = 0;
    for (let i = 0; i < length; i++) {
      const count = binary ? 1 : this.#counts[terms[i]];
      this.#counts[terms[i]] = 0;
      const value = (sublinearTf ? log(count) + 1 : count) * this.#idf[terms[i]];
      values[i] = value;
      size += norm === "l1" ? Math.abs(value) : value * value;
    }
    const divisor = norm === "none" || size === 0 ? 1 : norm === "l1" ? size : Math.sqrt(size);
    for (let i = 0; i < length; i++) builder.push(firstColumn + terms[i], values[i] / divisor);
    this.#length = 0;
  }
}

function sortFirst(values: Uint32Array, length: number): Uint32Array {
  if (length > FEW) {
    values.subarray(0, length).sort();
    return values;
  }
  for (let i = 1; i < length; i++) {
    const value = values[i];
    let at = i - 1;
    for (; at >= 0 && values[at] > value; at--) values[at + 1] = values[at];
    values[at + 1] = value;
  }
  return values;
}
