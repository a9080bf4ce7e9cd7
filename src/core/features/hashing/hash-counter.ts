import { log } from "../../portable-math";
import type { CsrBuilder } from "../../sparse/csr-builder";
import type { TfidfSettings } from "../tfidf/fitted-tfidf";
import type { HashedColumns } from "./fitted-hashing";

const NO_PLACE = -1;

/**
 * Adds up the hashed terms of one row after another and writes each row's weights. Both paths to a row, table and form, end
 * here. Weights are those of scikit-learn's `HashingVectorizer(norm=None)` followed by a `TfidfTransformer`; where that takes
 * the logarithm of a count that is not positive, this takes it of the count's size and keeps the sign.
 */
export class HashCounter {
  readonly #settings: TfidfSettings;
  readonly #part: HashedColumns;
  /** by hash */
  readonly #places: Int32Array;
  readonly #counts: Int32Array;
  readonly #isMet: Uint8Array;
  #touched = new Uint32Array(256);
  #values = new Float64Array(256);
  #length = 0;

  constructor(part: HashedColumns, settings: TfidfSettings) {
    this.#settings = settings;
    this.#part = part;
    this.#places = new Int32Array(settings.nFeatures).fill(NO_PLACE);
    part.hashes.forEach((hash, place) => (this.#places[hash] = place));
    this.#counts = new Int32Array(settings.nFeatures);
    this.#isMet = new Uint8Array(settings.nFeatures);
  }

  /** The place of the slot's column among those of the matrix; -1 where no training row filled it. */
  placeOf(slot: number): number {
    return this.#places[slot >>> 1];
  }

  add(slot: number): void {
    const hash = slot >>> 1;
    this.#counts[hash] += (slot & 1) === 0 ? 1 : -1;
    if (this.#isMet[hash] !== 0) return;
    this.#isMet[hash] = 1;
    if (this.#length === this.#touched.length) {
      const grown = new Uint32Array(2 * this.#length);
      grown.set(this.#touched);
      this.#touched = grown;
      this.#values = new Float64Array(2 * this.#length);
    }
    this.#touched[this.#length++] = hash;
  }

  /** Pushes the weights of what was added since the last call, in order of their columns from `firstColumn` on. */
  writeRow(builder: CsrBuilder, firstColumn: number): void {
    const hashes = this.#touched.subarray(0, this.#length).sort();
    const values = this.#values;
    const { norm } = this.#settings;
    const { idf, restIdf } = this.#part;
    let size = 0;
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i];
      const place = this.#places[hash];
      const value = this.#frequency(this.#counts[hash]) * (place === NO_PLACE ? restIdf : idf[place]);
      this.#counts[hash] = 0;
      this.#isMet[hash] = 0;
      values[i] = value;
      size += norm === "l1" ? Math.abs(value) : value * value;
    }
    const divisor = norm === "none" || size === 0 ? 1 : norm === "l1" ? size : Math.sqrt(size);
    for (let i = 0; i < hashes.length; i++) {
      const place = this.#places[hashes[i]];
      if (place !== NO_PLACE && values[i] !== 0) builder.push(firstColumn + place, values[i] / divisor);
    }
    this.#length = 0;
  }

  #frequency(count: number): number {
    const { binary, sublinearTf } = this.#settings;
    // scikit-learn, too, takes the sign away here, and gives a column whose terms cancel a 1
    if (binary) return 1;
    if (!sublinearTf || count === 0) return count;
    return Math.sign(count) * (log(Math.abs(count)) + 1);
  }
}
