import type { Signal } from "../../job";
import type { CsrMatrix } from "../../sparse/csr";

/** Trees as a kernel keeps them. */
export interface LeafSummer {
  /** of the rows it can take */
  readonly columns: number;
  /**
   * Sums by row, those of each row in the order of the trees.
   * @param tooLong writes the sums of a row that has more entries than the kernel has room for
   * @param signal asked every few milliseconds
   */
  sum(x: CsrMatrix, tooLong: (sums: Float64Array, row: number) => void, signal?: Signal): Float64Array;
}
