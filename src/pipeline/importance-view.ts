import type { FeatureBlock } from "../core/features/feature-matrix";

/** What each input is worth to a trained model: the rise of its error when that input is shuffled among held-out rows. */
export interface ImportanceView {
  /** of the model: "Neural network" */
  readonly label: string;
  /** the part the rows are of; the model was not fitted on it */
  readonly part: "validation" | "test";
  /** rows measured, of all `partRows` */
  readonly rows: number;
  readonly partRows: number;
  readonly measure: "RMSE" | "log loss";
  /** of the rows as they are */
  readonly error: number;
  /** shuffles of each input */
  readonly repeats: number;
  /** the most important first; `low` and `high` are the ends of a 95% interval of the rise over the shuffles */
  readonly inputs: readonly {
    readonly block: FeatureBlock;
    readonly column: string;
    /** the measure of a text's shape, or a single word; null for all that is made of the column */
    readonly label: string | null;
    /** of the matrix */
    readonly columns: number;
    /** share in the model's own weights (impurity, gain, size of coefficients), 0 to 1; null where it has none */
    readonly weight: number | null;
    readonly rise: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly elapsedMs: number;
}
