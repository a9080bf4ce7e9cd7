/** Positions of rows in the table. `validation` is a part of `train`; `test` is apart from both. */
export interface SplitRows {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
  /** rows left out: repeats, and rows without a target */
  readonly dropped: Uint32Array;
}
