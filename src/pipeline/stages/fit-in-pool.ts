import type { AnyModelKind } from "../../core/models/registry";
import type { FitData, FitShape, History } from "../../core/models/model";
import { endTeam, isOver, makeTeam, workersOf, type Team } from "../../core/models/team";
import type { ModelSettings } from "../../experiment/schema";
import type { Shelf } from "../executor";
import type { StageRun } from "./stage-run";

type FitRun = Pick<StageRun, "executor" | "signal" | "onProgress">;

/** What the jobs of a model made, to be put together. */
export interface FittedParts {
  readonly parts: readonly unknown[];
  readonly shape: FitShape;
  readonly options: unknown;
  readonly shelf: Shelf;
  /** settles when what was only for the fit has been let go of */
  readonly isFree: Promise<void>;
}

/** Fits a model's jobs over the pool, with progress in the model's own steps and its error as parts come in. */
export async function fitInPool(
  run: FitRun,
  modelKind: AnyModelKind,
  data: FitData,
  settings: ModelSettings,
): Promise<FittedParts> {
  const { kind, ...options } = settings;
  const shape: FitShape = {
    task: data.task,
    classCount: data.classCount,
    rows: data.x.rows,
    columns: data.x.columns,
    entries: data.x.indices.length,
  };
  const team = modelKind.isTeamwork ? gatherTeam(run) : null;
  const jobs = modelKind.jobs(shape, options).map((job) => (team ? { ...(job as object), team } : job));
  const sizes = jobs.map((job) => modelKind.steps?.of(job) ?? 1);
  const unit = modelKind.steps?.unit ?? "parts";
  const total = sum(sizes);
  const done = jobs.map(() => 0);
  const live = modelKind.live?.(shape, options);
  const shared = run.executor.share(data);
  const shelf = run.executor.makeShelf();
  let parts: readonly unknown[] | null = null;
  let isFree: Promise<void>;
  try {
    const fitting = Promise.all(
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
        return shelf.put(part as object);
      }),
    );
    parts = await (team ? Promise.race([fitting, helpersLost(run, kind, team)]) : fitting);
  } finally {
    if (team) endTeam(team);
    isFree = run.executor.release(shared);
    if (!parts) shelf.close();
  }
  return { parts, shape, options, shelf, isFree };
}

/** More would wait for each other longer than they work. */
const LARGEST_TEAM = 8;

function gatherTeam({ executor }: FitRun): Team | null {
  const workers = Math.min(executor.workers, LARGEST_TEAM);
  return executor.sharesMemory && workers > 1 ? makeTeam(workers) : null;
}

/**
 * Has all workers but the one that leads help with the fit as soon as they are free, until its team is ended. Settles only where
 * one of them is lost: it may have left something undone that the leader waits for.
 */
function helpersLost({ executor, signal }: FitRun, kind: ModelSettings["kind"], team: Team): Promise<never> {
  const help = async (helper: number) => {
    let isToCome = true;
    while (isToCome && !isOver(team)) {
      ({ isToCome } = await executor.run("assistFit", { kind, team, helper }, signal && { signal }));
    }
  };
  return new Promise((_, reject) => {
    for (let helper = 1; helper < workersOf(team); helper++) help(helper).catch(reject);
  });
}

/**
 * The model, once what was only for its fit has made room for it: call this when nobody holds that any more. It is made in
 * memory that many workers see, for they are going to judge it.
 */
export async function combineParts(
  { executor }: Pick<StageRun, "executor">,
  modelKind: AnyModelKind,
  { parts, shape, options, shelf, isFree }: FittedParts,
): Promise<{ model: unknown; history: History }> {
  try {
    await isFree;
    return modelKind.combine(parts, shape, options, (bytes) => executor.allocate(bytes));
  } finally {
    shelf.close();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
