import type { ModelKindName } from "../../core/models/kinds";
import type { FitData } from "../../core/models/model";
import type { AnyModelKind } from "../../core/models/registry";
import type { FitDataTask } from "./fit-data";
import type { StageRun } from "./stage-run";

/**
 * Training data made once for all workers, in memory that they share; the training rows are never copied. Null where the kind
 * does not do this or memory is not shared.
 */
export async function prepareInPool(
  { executor, signal, onProgress }: Pick<StageRun, "executor" | "signal" | "onProgress">,
  { kind, isPrepared }: AnyModelKind,
  task: FitDataTask,
): Promise<FitData | null> {
  if (!isPrepared || !executor.sharesMemory) return null;
  const context = signal ? { signal } : {};
  const { workers } = executor;
  onProgress({ done: 0, total: 1, note: "arranging the training rows" });
  const of = { ...task, kind: kind as ModelKindName, workers };
  const { data, positions } = await executor.run("beginPrepared", of, { ...context, shareResult: true });
  const { matrix } = task;
  const { prepared } = data;
  const parts = Array.from({ length: workers }, (_, index) =>
    executor.run("fillPrepared", { kind: of.kind, prepared, matrix, positions, index, count: workers }, context),
  );
  await Promise.all(parts);
  return data;
}
