import type { CsrMatrix } from "../../sparse/csr";
import type { KernelLayout, KernelMemory } from "./kernel";

/** Rows and entries that a kernel is given at a time: engines go over to their faster code between calls alone. */
export const ROWS_AT_ONCE = 2048;
const ENTRIES_AT_ONCE = 1 << 18;

/** The part of a kernel's memory through which rows come, some thousands at a time, and their sums go. */
export class RowBatches {
  readonly #arrays;

  /** Adds to the layout: where the rows begin, their columns, their values and their sums. */
  constructor(
    layout: KernelLayout,
    private readonly outputs: number,
  ) {
    this.#arrays = {
      indptr: layout.add(Uint32Array, ROWS_AT_ONCE + 1),
      indices: layout.add(Uint32Array, ENTRIES_AT_ONCE),
      data: layout.add(Float32Array, ENTRIES_AT_ONCE),
      sums: layout.add(Float64Array, ROWS_AT_ONCE * outputs),
    };
  }

  /**
   * Has the kernel add to the sums in `all` of each row, batch by batch. A row with more entries than there is room for is
   * not given to it.
   * @param add adds to the sums of the first so many rows
   * @param tooLong what is told of a row that finds no room
   */
  addTo(
    all: Float64Array,
    x: CsrMatrix,
    memory: KernelMemory,
    add: (rows: number) => void,
    tooLong: (row: number) => void,
  ): void {
    const { outputs } = this;
    const sums = this.#arrays.sums.view(memory);
    for (let from = 0; from < x.rows;) {
      const to = lastRow(x, from);
      if (to === from) {
        tooLong(from++);
        continue;
      }
      this.#hold(x, from, to, memory);
      sums.set(all.subarray(from * outputs, to * outputs));
      add(to - from);
      all.set(sums.subarray(0, (to - from) * outputs), from * outputs);
      from = to;
    }
  }

  /** Writes rows that find room together. */
  #hold(x: CsrMatrix, from: number, to: number, memory: KernelMemory): void {
    const first = x.indptr[from];
    const indptr = this.#arrays.indptr.view(memory);
    for (let row = from; row <= to; row++) indptr[row - from] = x.indptr[row] - first;
    this.#arrays.indices.view(memory).set(x.indices.subarray(first, x.indptr[to]));
    this.#arrays.data.view(memory).set(x.values.subarray(first, x.indptr[to]));
  }
}

/** End of the rows from `from` on that find room together. */
function lastRow(x: CsrMatrix, from: number): number {
  let to = from;
  while (to < x.rows && to - from < ROWS_AT_ONCE && x.indptr[to + 1] - x.indptr[from] <= ENTRIES_AT_ONCE) to++;
  return to;
}
