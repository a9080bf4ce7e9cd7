import type { CsrMatrix } from "../sparse/csr";

export type FeatureBlock = "text" | "categorical" | "numeric" | "date" | "shape";

/** What one column of the matrix is: `{ block: "text", column: "title + body", label: "vaccin" }`. */
export interface FeatureName {
  readonly block: FeatureBlock;
  /** the column or columns it was made from */
  readonly column: string;
  /** the term, category, date part or measure */
  readonly label: string;
}

/** Which column feeds which block, by role. */
export interface FeatureInputs {
  readonly text: readonly string[];
  readonly categorical: readonly string[];
  readonly numeric: readonly string[];
  readonly datetime: readonly string[];
}

/** Matrix of all rows of the table plus what made it. */
export interface FeatureMatrix {
  readonly matrix: CsrMatrix;
  readonly names: readonly FeatureName[];
}
