import type { CsrMatrix } from "./csr";

/** Writes a matrix row by row; the columns of a row are pushed in ascending order. */
export class CsrBuilder {
  readonly #columns: number;
  readonly #indptr: Uint32Array;
  #indices: Uint32Array;
  #values: Float64Array;
  #length = 0;
  #row = 0;

  /** @param allocate zeroed memory for the matrix; there it may leave room at the end of its arrays, which takes no memory unwritten */
  constructor(
    rows: number,
    columns: number,
    entriesGuess: number,
    private readonly allocate?: (bytes: number) => ArrayBufferLike,
  ) {
    this.#columns = columns;
    this.#indptr = new Uint32Array(this.#room(4 * (rows + 1)));
    const capacity = Math.max(16, Math.ceil(entriesGuess));
    this.#indices = new Uint32Array(this.#room(4 * capacity));
    this.#values = new Float64Array(this.#room(8 * capacity));
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
    const isWhole = this.allocate !== undefined || this.#length === this.#indices.length;
    return {
      rows: this.#indptr.length - 1,
      columns: this.#columns,
      indptr: this.#indptr,
      indices: isWhole ? this.#indices.subarray(0, this.#length) : this.#indices.slice(0, this.#length),
      values: isWhole ? this.#values.subarray(0, this.#length) : this.#values.slice(0, this.#length),
    };
  }

  #room(bytes: number): ArrayBufferLike {
    return this.allocate?.(bytes) ?? new ArrayBuffer(bytes);
  }

  #grow(): void {
    const capacity = Math.ceil(1.5 * this.#indices.length);
    const indices = new Uint32Array(this.#room(4 * capacity));
    indices.set(this.#indices);
    this.#indices = indices;
    const values = new Float64Array(this.#room(8 * capacity));
    values.set(this.#values);
    this.#values = values;
  }
}
