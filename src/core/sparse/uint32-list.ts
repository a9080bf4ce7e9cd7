/** A growing list of unsigned 32-bit integers, for loops where a plain array costs too much. */
export class Uint32List {
  length = 0;
  #values: Uint32Array;

  constructor(capacity = 1024) {
    this.#values = new Uint32Array(Math.max(16, capacity));
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(Math.ceil(this.#values.length * 1.6));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index];
  }

  /** Overwrites the value at an index below `length`. */
  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    this.length = Math.min(this.length, length);
  }

  /** A copy of exactly the values held. */
  toArray(): Uint32Array {
    return this.#values.slice(0, this.length);
  }
}
