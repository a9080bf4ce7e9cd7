import type { Tokens } from "../../text/tokens";
import type { TfidfSettings } from "../tfidf/fitted-tfidf";
import { MurmurHash } from "./murmur-hash";

const SPACE = 0x20;
const NOT_YET = -1;

type HasherSettings = Pick<TfidfSettings, "nFeatures" | "alternateSign" | "ngramMin" | "ngramMax">;

/**
 * Where a term falls and with which sign, as scikit-learn's `HashingVectorizer` has it: the column is |h| modulo `nFeatures`,
 * the sign that of h. Both in one number, twice the column and one more where the sign is minus: a slot.
 */
function slotOf(hash: number, { nFeatures, alternateSign }: HasherSettings): number {
  return 2 * (Math.abs(hash) % nFeatures) + (alternateSign && hash < 0 ? 1 : 0);
}

/** A function from the text of a term to its slot. */
export function makeTermHasher(settings: HasherSettings): (term: string) => number {
  const hash = new MurmurHash();
  const encoder = new TextEncoder();
  return (term) => {
    const bytes = encoder.encode(term);
    hash.reset();
    hash.add(bytes, 0, bytes.length);
    return slotOf(hash.value(), settings);
  };
}

/**
 * Slots of the n-grams of tokens that are given by number. A single word is hashed when it is first met; a longer n-gram goes
 * on from the one without its last word, so that no n-gram is kept.
 */
export class TokenHasher {
  readonly #settings: HasherSettings;
  readonly #words: readonly string[];
  readonly #encoder = new TextEncoder();
  readonly #hash = new MurmurHash();
  /** by token, of single words */
  readonly #slots: Int32Array;
  /** by token, UTF-8; empty where single words alone are taken */
  readonly #bytes: readonly Uint8Array[];

  constructor(tokens: Tokens, settings: HasherSettings) {
    this.#settings = settings;
    this.#words = tokens.vocabulary;
    this.#slots = new Int32Array(this.#words.length).fill(NOT_YET);
    this.#bytes = settings.ngramMax > 1 ? encodeAll(this.#words, this.#encoder) : [];
  }

  /** Calls `visit` with the slot of every n-gram, by where it begins. */
  forEachSlot(ids: Uint32Array, length: number, visit: (slot: number) => void): void {
    const { ngramMin, ngramMax } = this.#settings;
    for (let i = 0; i < length; i++) {
      if (ngramMin === 1) visit(this.#slotOfWord(ids[i]));
      if (ngramMax === 1) continue;
      this.#hash.reset();
      for (let n = 1; n <= ngramMax && i + n <= length; n++) {
        const bytes = this.#bytes[ids[i + n - 1]];
        if (n > 1) this.#hash.addByte(SPACE);
        this.#hash.add(bytes, 0, bytes.length);
        if (n >= ngramMin && n > 1) visit(slotOf(this.#hash.value(), this.#settings));
      }
    }
  }

  #slotOfWord(id: number): number {
    if (this.#slots[id] !== NOT_YET) return this.#slots[id];
    const bytes = this.#encoder.encode(this.#words[id]);
    this.#hash.reset();
    this.#hash.add(bytes, 0, bytes.length);
    return (this.#slots[id] = slotOf(this.#hash.value(), this.#settings));
  }
}

/** Views into one buffer: an array of its own for every word would take several times the memory. */
function encodeAll(words: readonly string[], encoder: InstanceType<typeof TextEncoder>): Uint8Array[] {
  // no UTF-16 unit takes more than three bytes
  let buffer = new Uint8Array(1 << 16);
  let used = 0;
  const ends = words.map((word) => {
    if (used + 3 * word.length > buffer.length) {
      const grown = new Uint8Array(2 * (used + 3 * word.length));
      grown.set(buffer);
      buffer = grown;
    }
    return (used += encoder.encodeInto(word, buffer.subarray(used)).written);
  });
  return ends.map((end, i) => buffer.subarray(i === 0 ? 0 : ends[i - 1], end));
}
