import { DataError } from "../../core/errors";
import type { Dependence } from "../../core/explain/partial-dependence";
import { modelKindOf } from "../../core/models/registry";
import type { PredictorValue } from "../../predictor/predictor-value";
import { nowMs } from "../clock";
import type { Executor, ExecutorContext } from "../executor";
import { runInOrder } from "../run-in-order";
import type { Run } from "../views";
import type { DependenceQuery, DependenceView } from "./explain-views";

const ROWS = 500;
const MOST_ROWS = 5000;
const RESOLUTION = 40;
const MORE_ROWS = 500;
const INDIVIDUAL = 60;
const POINTS_PER_JOB = 4;

type Records = (rows: ArrayLike<number>) => Record<string, string>[];

/**
 * The partial dependence of a run's model on one input, averaged over posts of its test part.
 *
 * @throws {DataError} "missing-column" for an input or word the model does not have, "invalid-option" for rows or points out of range, "too-few-rows"
 */
export async function runDependence(
  query: DependenceQuery,
  { run, predictor, recordsOf }: { readonly run: Run; readonly predictor: PredictorValue; readonly recordsOf: Records },
  executor: Executor,
  { signal, onProgress }: Pick<ExecutorContext, "signal" | "onProgress">,
): Promise<DependenceView> {
  const started = nowMs();
  const wanted = checkWhole("rows", query.rows ?? ROWS, 1, MOST_ROWS);
  const resolution = checkWhole("resolution", query.resolution ?? RESOLUTION, 2, 200);
  const context = signal ? { signal } : {};
  const { testRows } = run.split;
  const rows = evenly(testRows, wanted);
  const value = executor.share(predictor);
  let matrix = null;
  try {
    const { x, probe } = await executor.run(
      "probeRecords",
      {
        predictor: value,
        input: query.input,
        records: recordsOf(rows),
        more: query.input.block === "text" ? recordsOf(evenly(run.evaluate.points.train.rows, MORE_ROWS)) : [],
        resolution,
      },
      context,
    );
    matrix = executor.share(x);
    const width = probe.columns.length;
    const points = probe.points.length;
    const outputs = predictor.classes?.length ?? 1;
    const places = evenly(
      rows.map((_, i) => i),
      INDIVIDUAL,
    );
    const jobs = Math.ceil(points / POINTS_PER_JOB);
    const whole = emptyDependence(points, places.length, outputs);
    const shared = matrix;
    await runInOrder(
      { count: jobs, width: executor.workers },
      (job) =>
        executor.run(
          "dependencePoints",
          {
            predictor: value,
            x: shared,
            columns: probe.columns,
            grid: probe.grid.slice(job * POINTS_PER_JOB * width, (job + 1) * POINTS_PER_JOB * width),
            anchor: probe.grid.slice(0, width),
            individual: places,
          },
          context,
        ),
      (part, job) => {
        const at = job * POINTS_PER_JOB * outputs;
        for (const name of ["mean", "low", "high", "centredLow", "centredHigh"] as const)
          whole[name].set(part[name], at);
        whole.individual.set(part.individual, at * places.length);
        onProgress?.({ done: Math.min(points, (job + 1) * POINTS_PER_JOB), total: points, unit: "points" });
      },
    );
    return {
      runId: run.id,
      model: modelKindOf(predictor.modelKind).label,
      input: query.input,
      target: predictor.target,
      rows: rows.length,
      partRows: testRows.length,
      classes: predictor.classes ?? null,
      points: probe.points,
      ...whole,
      individualRows: places.map((place) => rows[place]),
      deciles: probe.deciles,
      elapsedMs: nowMs() - started,
    };
  } finally {
    executor.release(value);
    if (matrix) executor.release(matrix);
  }
}

function emptyDependence(points: number, individual: number, outputs: number): Dependence {
  const make = () => new Float64Array(points * outputs);
  return {
    mean: make(),
    low: make(),
    high: make(),
    centredLow: make(),
    centredHigh: make(),
    individual: new Float64Array(points * individual * outputs),
  };
}

/** At most `most` of them, spread over all. */
export function evenly(rows: ArrayLike<number>, most: number): number[] {
  const count = Math.min(rows.length, most);
  return Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)]);
}

function checkWhole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new DataError("invalid-option", `${name} must be a whole number from ${min} to ${max}, got ${value}`);
}
