import type { CsrMatrix } from "./csr";

/** Writes a matrix row by row; the columns of a row are pushed in ascending order. */
export class CsrBuilder {
  readonly #columns: number;
  readonly #indptr: Uint32Array;
  #indices: Uint32Array;
  #values: Float64Array;
  #length = 0;
  #row = 0;

  constructor(rows: number, columns: number, entriesGuess: number) {
    this.#columns = columns;
    this.#indptr = new Uint32Array(rows + 1);
    const capacity = Math.max(16, Math.ceil(entriesGuess));
    this.#indices = new Uint32Array(capacity);
    this.#values = new Float64Array(capacity);
  }

  push(column: number, value: number): void {
    if (this.#length === this.#indices.length) this.#grow();
    this.#indices[this.#length] = column;
    this.#values[this.#length++] = value;
  }

  endRow(): void {
    this.#indptr[++this.#row] = this.#length;
  }

  /** The matrix; to be asked once, after as many rows as were announced. */
  finish(): CsrMatrix {
    const isFull = this.#length === this.#indices.length;
    return {
      rows: this.#indptr.length - 1,
      columns: this.#columns,
      indptr: this.#indptr,
      indices: isFull ? this.#indices : this.#indices.slice(0, this.#length),
      values: isFull ? this.#values : this.#values.slice(0, this.#length),
    };
  }

  #grow(): void {
    const capacity = Math.ceil(1.5 * this.#indices.length);
    const indices = new Uint32Array(capacity);
    indices.set(this.#indices);
    this.#indices = indices;
    const values = new Float64Array(capacity);
    values.set(this.#values);
    this.#values = values;
  }
}
