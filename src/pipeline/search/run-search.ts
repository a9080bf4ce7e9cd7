import { DataError, isAbort } from "../../core/errors";
import { makeRng } from "../../core/random/xoshiro";
import { drawRandom } from "../../core/search/draw-random";
import { gridPoints } from "../../core/search/grid";
import { rungLimits } from "../../core/search/halving";
import { rungShares } from "../../core/search/rungs";
import { drawTpe } from "../../core/search/tpe";
import type { SearchPoint, SearchSpace } from "../../core/search/space";
import { hashValue } from "../../experiment/content-hash";
import { resolveSpace, withPoint } from "../../experiment/search-space";
import { featuresKey } from "../../experiment/features-key";
import type { Experiment } from "../../experiment/schema";
import type { AbortSignalLike, Executor } from "../executor";
import type { StageOutputs } from "../stages/stage-run";
import type { SearchView, TrialView } from "./search-view";
import { makeDeadline } from "./deadline";
import { mean, spread } from "./spread";
import { TrialJudge } from "./trial-judge";

/**
 * A trial is drawn knowing how those more than this many before it did, and of these only where they are, whatever the
 * number of workers: that many can be under way, and the same seed draws the same trials on any machine.
 */
export const LOOKBACK = 1;
/** When the first so many all fail, the rest would too. */
const FAILURES_TO_STOP = 5;

export interface SearchHost {
  readonly experiment: Experiment;
  readonly executor: Executor;
  readonly outputs: Pick<StageOutputs, "read" | "split">;
  readonly signal: AbortSignalLike;
  readonly now: () => number;
  /** called after each trial and fold; `isStep` once a trial is over and worth keeping */
  readonly onChange: (view: SearchView, isStep: boolean) => void;
}

/** A search of the experiment before its first trial. */
export function newSearch(experiment: Experiment): SearchView {
  const { search, problem } = experiment;
  const space = resolveSpace(experiment);
  const points = search.sampler === "grid" ? gridPoints(space).length : Infinity;
  return {
    key: searchKey(experiment),
    status: "running",
    metric: problem.metric,
    space,
    trials: [],
    best: null,
    trialBudget: search.budget === "trials" ? Math.min(search.trials, points) : points < Infinity ? points : null,
    minutes: search.budget === "minutes" ? search.minutes : null,
    sampler: search.sampler,
    pruning: search.pruning,
    foldCount: search.folds,
    elapsedMs: 0,
    underWay: 0,
    ended: null,
  };
}

/** Of everything that the trials of a search depend on. The budget is not among it: it can be raised. */
export function searchKey(experiment: Experiment): string {
  const { data, problem, cleaning, features, split, classes, model, validation, search } = experiment;
  const { trials: _trials, minutes: _minutes, budget: _budget, ...how } = search;
  const {
    gate: _gate,
    permutations: _permutations,
    curve: _curve,
    folds: _folds,
    repeats: _repeats,
    ...dealt
  } = validation;
  const { question: _question, bar: _bar, ...asked } = problem;
  return hashValue({
    data,
    problem: asked,
    cleaning,
    features: featuresKey(features),
    split,
    classes,
    model,
    dealt,
    how,
  });
}

/**
 * Goes on with a search until its budget is spent or the signal aborts, and resolves with where it stands: paused after
 * an abort, done otherwise. A search that was broken off ends with the same trials as one that was not.
 *
 * @throws {DataError} "search-failed" when every trial failed, with what stopped the first
 */
export async function runSearch(from: SearchView, host: SearchHost): Promise<SearchView> {
  const { experiment, signal, now, onChange } = host;
  const { search } = experiment;
  const draw = makeDraw(from.space, search.sampler, search.seed);
  const started = now();
  const trials = new Map(from.trials.map((trial) => [trial.number, trial]));
  const underWay = new Map<number, number>();
  const drawn = new Map<number, SearchPoint>();
  const isSpent = (number: number) =>
    (from.trialBudget !== null && number >= from.trialBudget) ||
    (from.minutes !== null && elapsed() >= from.minutes * 60_000);
  const elapsed = () => from.elapsedMs + (now() - started);
  const sorted = () => [...trials.values()].sort((a, b) => a.number - b.number);
  const view = (changes: Partial<SearchView> = {}): SearchView => {
    const all = sorted();
    return {
      ...from,
      status: "running",
      trials: all,
      best: bestOf(all),
      elapsedMs: elapsed(),
      underWay: [...underWay.values()].reduce((sum, share) => sum + share, 0),
      ended: null,
      ...changes,
    };
  };

  // What a time budget leaves under way is dropped, as a pause drops it.
  const deadline = makeDeadline(signal, from.minutes === null ? null : from.minutes * 60_000 - from.elapsedMs);
  const judge = new TrialJudge({ ...host, folds: from.foldCount, signal: deadline.signal });
  const rungs = rungShares(from.pruning, judge.folds.length).length;

  async function runTrial(number: number): Promise<void> {
    const visible = sorted().filter((trial) => trial.number < number - LOOKBACK);
    const pending = Array.from(
      { length: LOOKBACK },
      (_, i) => drawn.get(number - 1 - i) ?? trials.get(number - 1 - i)?.values,
    );
    const values = draw(
      number,
      visible,
      pending.filter((point) => point !== undefined),
    );
    if (values === null) return;
    drawn.set(number, values);
    const begun = now();
    underWay.set(number, 0);
    let trial: TrialView;
    try {
      const judged = await judge.judge(withPoint(experiment, values), {
        by: from.pruning,
        limits: from.pruning === "none" ? [] : rungLimits(visible, rungs),
        onFold: (share) => {
          underWay.set(number, share);
          onChange(view(), false);
        },
      });
      trial = {
        number,
        values,
        state: judged.isPruned ? "pruned" : "complete",
        loss: judged.rungs.at(-1)!,
        rungs: judged.rungs,
        value: mean(judged.values),
        spread: spread(judged.values),
        folds: judged.values,
        ms: now() - begun,
      };
    } catch (thrown) {
      underWay.delete(number);
      if (isAbort(thrown) || deadline.signal.aborted) return;
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      trial = {
        number,
        values,
        state: "failed",
        loss: null,
        rungs: [],
        value: null,
        spread: null,
        folds: [],
        ms: now() - begun,
        error,
      };
    }
    underWay.delete(number);
    trials.set(number, trial);
    onChange(view(), true);
  }

  try {
    const running = new Map<number, Promise<void>>();
    let next = 0;
    for (;;) {
      while (trials.has(next) && !running.has(next)) next++;
      const oldest = Math.min(next, ...running.keys());
      if (!deadline.signal.aborted && !isSpent(next) && next - oldest <= LOOKBACK && !hasOnlyFailed(trials)) {
        const number = next++;
        running.set(
          number,
          runTrial(number).finally(() => running.delete(number)),
        );
        continue;
      }
      if (running.size === 0) break;
      await Promise.race(running.values());
    }
  } finally {
    deadline.clear();
    judge.close();
  }
  if (signal.aborted) return view({ status: "paused", underWay: 0 });
  const failed = sorted();
  if (failed.length > 0 && failed.every(({ state }) => state === "failed")) {
    throw new DataError(
      "search-failed",
      `every one of the ${failed.length} trials failed; the first with: ${failed[0].error}`,
      { trials: failed.length },
    );
  }
  return view({ status: "done", underWay: 0, ended: endedWords(from) });
}

function endedWords({ minutes, sampler, trialBudget }: SearchView): string {
  if (minutes !== null) return `ended after ${minutes} min`;
  return sampler === "grid" ? "every combination tried" : `ended after ${trialBudget} trials`;
}

function makeDraw(
  space: SearchSpace,
  sampler: Experiment["search"]["sampler"],
  seed: number,
): (number: number, visible: readonly TrialView[], pending: readonly SearchPoint[]) => SearchPoint | null {
  const chance = makeRng(seed);
  if (sampler === "grid") {
    const points = gridPoints(space);
    return (number) => points[number] ?? null;
  }
  return (number, visible, pending) => {
    const rng = chance.split(number);
    return sampler === "random" ? drawRandom(space, rng) : drawTpe(space, visible, rng, pending);
  };
}

function hasOnlyFailed(trials: ReadonlyMap<number, TrialView>): boolean {
  return trials.size >= FAILURES_TO_STOP && [...trials.values()].every(({ state }) => state === "failed");
}

/** The complete trial with the lowest loss, the earliest of equals. */
export function bestOf(trials: readonly TrialView[]): number | null {
  let best: TrialView | null = null;
  for (const trial of trials) {
    if (trial.state === "complete" && (best === null || trial.loss! < best.loss!)) best = trial;
  }
  return best?.number ?? null;
}
