import type { AnyModelKind } from "../../core/models/registry";
import type { FitData, FitShape, History } from "../../core/models/model";
import type { ModelSettings } from "../../experiment/schema";
import type { StageRun } from "./stage-run";

/** Fits a model's jobs over the pool, with progress in the model's own steps and its error as parts come in. */
export async function fitInPool(
  run: Pick<StageRun, "executor" | "signal" | "onProgress">,
  modelKind: AnyModelKind,
  data: FitData,
  settings: ModelSettings,
): Promise<{ model: unknown; history: History }> {
  const { kind, ...options } = settings;
  const shape: FitShape = {
    task: data.task,
    classCount: data.classCount,
    rows: data.x.rows,
    columns: data.x.columns,
    entries: data.x.indices.length,
  };
  const jobs = modelKind.jobs(shape, options);
  const sizes = jobs.map((job) => modelKind.steps?.of(job) ?? 1);
  const unit = modelKind.steps?.unit ?? "parts";
  const total = sum(sizes);
  const done = jobs.map(() => 0);
  const live = modelKind.live?.(shape, options);
  const shared = run.executor.share(data);
  let parts: unknown[];
  try {
    parts = await Promise.all(
      jobs.map(async (job, i) => {
        const part = await run.executor.run(
          "fitJob",
          { kind, options, job, data: shared },
          {
            ...(run.signal && { signal: run.signal }),
            onProgress: (progress) => {
              // One job speaks for itself; of several, each counts for its share of the whole.
              if (jobs.length === 1) return run.onProgress(progress);
              done[i] = (progress.done / progress.total) * sizes[i];
              run.onProgress({ ...progress, done: sum(done), total, unit });
            },
          },
        );
        const point = live?.add(part);
        if (jobs.length > 1 || point) {
          done[i] = sizes[i];
          run.onProgress({ done: sum(done), total, unit, ...(point && { point }) });
        }
        return part;
      }),
    );
  } finally {
    run.executor.release(shared);
  }
  // What was only for the fit is let go of before the model is put together, which is shared from the start: many workers
  // are going to judge it.
  return modelKind.combine(parts, shape, options, (bytes) => run.executor.allocate(bytes));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
