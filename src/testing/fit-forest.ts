import { forest } from "../core/models/forest/forest";
import type { ForestModel, ForestPart } from "../core/models/forest/forest-model";
import { FOREST_OPTIONS, type ForestOptions } from "../core/models/forest/options";
import type { FitData, FitShape, History } from "../core/models/model";
import { defaultOptions } from "../core/options";

export function fitShapeOf({ task, classCount, x }: FitData): FitShape {
  return { task, classCount, rows: x.rows, columns: x.columns, entries: x.indices.length };
}

/** A forest fitted job by job, in the order given by `order` (its place among the jobs stays). */
export function fitForest(
  data: FitData,
  options: Partial<ForestOptions> = {},
  order: (jobs: number) => number[] = (jobs) => Array.from({ length: jobs }, (_, i) => i),
): { model: ForestModel; history: History } {
  const all = { ...defaultOptions(FOREST_OPTIONS), ...options };
  const jobs = forest.jobs(fitShapeOf(data), all);
  const parts: ForestPart[] = [];
  for (const at of order(jobs.length)) parts[at] = forest.fitJob(data, all, jobs[at]) as ForestPart;
  return forest.combine(parts, fitShapeOf(data), all);
}
