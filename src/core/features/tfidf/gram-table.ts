import { Uint32List } from "../../sparse/uint32-list";

/** What {@link GramTable.find} gives for a pair it does not hold. */
export const NO_GRAM = -1;

/**
 * N-grams as numbers. A single word is the number of its token, below `tokenCount`; a longer n-gram is a pair of the
 * n-gram without its last word and that word, numbered from `tokenCount` on in order of first appearance.
 */
export class GramTable {
  readonly tokenCount: number;
  readonly #prefixes = new Uint32List();
  readonly #words = new Uint32List();
  /** pair + 1 of each slot, 0 where free; at most half are taken */
  #slots = new Uint32Array(1 << 12);

  constructor(tokenCount: number) {
    this.tokenCount = tokenCount;
  }

  /** One more than the largest number given out. */
  get size(): number {
    return this.tokenCount + this.#prefixes.length;
  }

  find(prefix: number, word: number): number {
    const taken = this.#slots[this.#slotOf(prefix, word)];
    return taken === 0 ? NO_GRAM : this.tokenCount + taken - 1;
  }

  add(prefix: number, word: number): number {
    const slot = this.#slotOf(prefix, word);
    if (this.#slots[slot] !== 0) return this.tokenCount + this.#slots[slot] - 1;
    this.#prefixes.push(prefix);
    this.#words.push(word);
    this.#slots[slot] = this.#prefixes.length;
    if (2 * this.#prefixes.length > this.#slots.length) this.#growSlots();
    return this.size - 1;
  }

  /** The words of an n-gram, joined by spaces. */
  textOf(gram: number, tokens: readonly string[]): string {
    let text = "";
    let rest = gram;
    for (; rest >= this.tokenCount; rest = this.#prefixes.at(rest - this.tokenCount)) {
      text = ` ${tokens[this.#words.at(rest - this.tokenCount)]}${text}`;
    }
    return tokens[rest] + text;
  }

  #slotOf(prefix: number, word: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(prefix, 0x9e3779b1) ^ Math.imul(word + 1, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (let taken = this.#slots[slot]; taken !== 0; taken = this.#slots[slot]) {
      if (this.#prefixes.at(taken - 1) === prefix && this.#words.at(taken - 1) === word) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #growSlots(): void {
    this.#slots = new Uint32Array(4 * this.#slots.length);
    for (let pair = 0; pair < this.#prefixes.length; pair++) {
      this.#slots[this.#slotOf(this.#prefixes.at(pair), this.#words.at(pair))] = pair + 1;
    }
  }
}
