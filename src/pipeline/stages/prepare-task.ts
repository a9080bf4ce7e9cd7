import type { JobContext } from "../../core/job";
import { fittingKindOf } from "../../core/models/fitting-registry";
import type { ModelKindName } from "../../core/models/kinds";
import type { FitData } from "../../core/models/model";
import type { CsrMatrix } from "../../core/sparse/csr";
import { hollowFitData, type FitDataTask } from "./fit-data";

export interface PrepareFitTask extends FitDataTask {
  readonly kind: ModelKindName;
  readonly workers: number;
}

export interface FillFitTask {
  readonly kind: ModelKindName;
  readonly prepared: unknown;
  readonly matrix: CsrMatrix;
  readonly positions: Uint32Array;
  readonly index: number;
  readonly count: number;
}

/** The training data without entries, with room for what the kind makes of them. */
export function beginPrepared(
  { kind, workers, ...task }: PrepareFitTask,
  context: JobContext,
): { data: FitData; positions: Uint32Array } {
  const { data, positions } = hollowFitData(task);
  const prepared = fittingKindOf(kind).preparation!.begin({ matrix: task.matrix, positions }, workers, context.signal);
  return { data: { ...data, prepared }, positions };
}

export function fillPrepared(
  { kind, prepared, matrix, positions, index, count }: FillFitTask,
  context: JobContext,
): { readonly index: number } {
  fittingKindOf(kind).preparation!.fill(prepared, { matrix, positions }, { index, count }, context.signal);
  return { index };
}
