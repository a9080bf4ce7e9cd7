/** Positions of rows in the table. `validation` is a part of `train`; `test` is apart from both. */
export interface SplitRows {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
  /** rows left out: repeats, rows without a target, and what a sample did not take */
  readonly dropped: Uint32Array;
  /** how many of the dropped ones a sample did not take; absent where all rows were wanted */
  readonly unsampled?: number;
}
