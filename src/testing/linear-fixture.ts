import type { FitData, Task } from "../core/models/model";
import { readFixture } from "./fixture";

interface StoredData {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: number[];
  readonly indices: number[];
  readonly values: number[];
  readonly y: number[];
  readonly label: number[];
  readonly weights: number[];
  readonly classes: number;
}

export interface LinearFixture {
  readonly data: Readonly<Record<string, StoredData>>;
  readonly ridge: readonly RegressionCase[];
  readonly elasticNet: readonly (Omit<RegressionCase, "fitIntercept"> & { readonly l1Ratio: number })[];
  readonly logistic: readonly {
    readonly data: string;
    readonly c: number;
    readonly weighted: boolean;
    readonly coef: number[][];
    readonly intercept: number[];
    /** of the first five rows */
    readonly probabilities: number[];
  }[];
}

interface RegressionCase {
  readonly data: string;
  readonly alpha: number;
  readonly fitIntercept: boolean;
  readonly weighted: boolean;
  readonly coef: number[];
  readonly intercept: number;
}

export const linearFixture = readFixture<LinearFixture>("sklearn-linear");

/** The data of a case, ready to fit. */
export function linearFitData({ data, weighted }: { data: string; weighted: boolean }, task: Task): FitData {
  const stored = linearFixture.data[data];
  return {
    task,
    classCount: task === "classification" ? stored.classes : 0,
    x: {
      rows: stored.rows,
      columns: stored.columns,
      indptr: Uint32Array.from(stored.indptr),
      indices: Uint32Array.from(stored.indices),
      values: Float64Array.from(stored.values),
    },
    y: Float64Array.from(task === "classification" ? stored.label : stored.y),
    ...(weighted ? { weights: Float64Array.from(stored.weights) } : {}),
  };
}
