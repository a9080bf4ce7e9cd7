import { modelKindOf } from "../../core/models/registry";
import { DataError } from "../../core/errors";
import { rungShares } from "../../core/search/rungs";
import type { PruneBy } from "../../core/search/rungs";
import { drawFolds } from "../../core/split/draw-folds";
import type { TwoParts } from "../../core/split/shuffle-split";
import { hashValue } from "../../experiment/content-hash";
import type { Experiment } from "../../experiment/schema";
import type { Metric } from "../../experiment/metrics";
import type { AbortSignalLike, Executor, SharedRef } from "../executor";
import { resolveInputs } from "../inputs";
import { isGainMetric } from "../metric-of";
import { runClean } from "../stages/clean-stage";
import type { StageOutputs, StageRun } from "../stages/stage-run";
import { targetOf, targetSettings } from "../stages/target";
import type { TargetValues } from "../stages/target";
import type { FoldSource } from "../validate/fold-task";
import type { FoldJudgement } from "./fold-data";

/** Sets of folds kept ready: trials that differ in cleaning or features need their own. */
const SETS_KEPT = 4;
const MISSING = "the metric is undefined on a fold: choose another one in Problem";

export interface Judgement {
  /** the loss after each rung */
  readonly rungs: readonly number[];
  readonly isPruned: boolean;
  /** the metric on each fold of the last rung */
  readonly values: readonly number[];
  readonly results: readonly FoldJudgement[];
}

export interface JudgeOptions {
  readonly by: PruneBy;
  /** the loss a trial must not exceed after each rung */
  readonly limits: readonly number[];
  readonly onFold: (share: number) => void;
}

interface JudgeHost {
  readonly experiment: Experiment;
  readonly executor: Executor;
  readonly outputs: Pick<StageOutputs, "read" | "split">;
  readonly folds: number;
  readonly signal: AbortSignalLike | undefined;
}

/**
 * Judges variants of one experiment by cross-validation over its training rows; the test part is not touched. Cleaned
 * text and the folds' matrices are made once for all variants that agree on them, in the pool, and lie there until
 * others take their place.
 */
export class TrialJudge {
  readonly folds: readonly TwoParts[];
  readonly target: TargetValues;
  readonly metric: Metric;
  readonly #host: JudgeHost;
  readonly #tokens = new Map<string, Promise<StageOutputs["clean"]["tokens"]>>();
  readonly #sets = new Map<string, Promise<readonly SharedRef[]>>();
  readonly #inUse = new Map<string, number>();

  constructor(host: JudgeHost) {
    const { experiment, outputs } = host;
    this.#host = host;
    this.metric = experiment.problem.metric;
    this.target = targetOf(outputs.read.table, targetSettings(experiment));
    this.folds = drawFolds(
      outputs.read.table,
      outputs.split.rows.train,
      { ...experiment.validation, folds: host.folds, repeats: 1 },
      { column: this.target.column, task: experiment.problem.task },
    );
  }

  /** Lower is better. */
  lossOf(value: number): number {
    return isGainMetric(this.metric) ? -value : value;
  }

  async judge(variant: Experiment, { by, limits, onFold }: JudgeOptions): Promise<Judgement> {
    const { executor, signal } = this.#host;
    const key = setKey(variant);
    this.#inUse.set(key, (this.#inUse.get(key) ?? 0) + 1);
    try {
      const set = await this.#setOf(key, variant);
      const shares = rungShares(by, this.folds.length);
      const rungs: number[] = [];
      let results: FoldJudgement[] = [];
      let done = 0;
      for (const [rung, share] of shares.entries()) {
        // Of folds a rung adds more; of rows and steps it starts again with more of them.
        const from = by === "folds" ? results.length : 0;
        const to = by === "folds" ? Math.round(share * set.length) : set.length;
        const part = { of: by, share, seed: variant.search.seed };
        const added = await Promise.all(
          set.slice(from, to).map(async (data) => {
            const result = await executor.run(
              "judgeFold",
              { data, model: variant.model, correction: variant.classes.correction, part },
              signal ? { signal } : {},
            );
            done += 1 / (by === "folds" ? set.length : set.length * shares.length);
            onFold(done);
            return result;
          }),
        );
        results = by === "folds" ? [...results, ...added] : added;
        const values = results.map(({ metrics }) => numberOf(metrics[this.metric]));
        rungs.push(this.lossOf(values.reduce((sum, value) => sum + value, 0) / values.length));
        if (rungs[rung] > (limits[rung] ?? Infinity)) return { rungs, isPruned: true, values, results };
      }
      return {
        rungs,
        isPruned: false,
        values: results.map(({ metrics }) => numberOf(metrics[this.metric])),
        results,
      };
    } finally {
      this.#inUse.set(key, this.#inUse.get(key)! - 1);
      this.#trim();
    }
  }

  /** Frees what lies in the pool. */
  close(): void {
    for (const set of this.#sets.values()) this.#release(set);
    this.#sets.clear();
  }

  #setOf(key: string, variant: Experiment): Promise<readonly SharedRef[]> {
    const known = this.#sets.get(key);
    if (known) {
      // used last, forgotten last
      this.#sets.delete(key);
      this.#sets.set(key, known);
      return known;
    }
    const made = this.#makeSet(variant);
    made.catch(() => this.#sets.delete(key));
    this.#sets.set(key, made);
    return made;
  }

  async #makeSet(variant: Experiment): Promise<readonly SharedRef[]> {
    const { executor, outputs, signal } = this.#host;
    const { read, split } = outputs;
    const { features: inputs } = resolveInputs(variant, read.view.columns);
    const wanted = new Set([...inputs.text, ...inputs.categorical, ...inputs.numeric, ...inputs.datetime]);
    const source: FoldSource = {
      table: { rowCount: read.table.rowCount, columns: read.table.columns.filter(({ name }) => wanted.has(name)) },
      tokens: await this.#tokensOf(variant),
      inputs,
      features: variant.features,
      values: this.target.values,
      classes: this.target.classes,
      classSettings: variant.classes,
      validation: split.rows.validation,
    };
    const shared = executor.share(source);
    try {
      return await Promise.all(
        this.folds.map(async (fold) =>
          executor.share(
            await executor.run(
              "makeFoldData",
              { source: shared, fold, holdsBack: holdsBack(variant) },
              { shareResult: true, ...(signal && { signal }) },
            ),
          ),
        ),
      );
    } finally {
      executor.release(shared);
    }
  }

  #tokensOf(variant: Experiment): Promise<StageOutputs["clean"]["tokens"]> {
    const key = hashValue(variant.cleaning);
    let tokens = this.#tokens.get(key);
    if (!tokens) {
      const { executor, outputs, signal } = this.#host;
      const run: Pick<StageRun, "experiment" | "executor" | "signal" | "onProgress"> & { outputs: object } = {
        experiment: variant,
        executor,
        signal,
        onProgress: () => {},
        outputs,
      };
      tokens = runClean(run as StageRun).then((cleaned) => cleaned.tokens);
      tokens.catch(() => this.#tokens.delete(key));
      this.#tokens.set(key, tokens);
      if (this.#tokens.size > SETS_KEPT) this.#tokens.delete(this.#tokens.keys().next().value!);
    }
    return tokens;
  }

  #trim(): void {
    for (const [key, set] of this.#sets) {
      if (this.#sets.size <= SETS_KEPT) return;
      if ((this.#inUse.get(key) ?? 0) > 0) continue;
      this.#sets.delete(key);
      this.#release(set);
    }
  }

  #release(set: Promise<readonly SharedRef[]>): void {
    void set.then(
      (refs) => refs.forEach((ref) => this.#host.executor.release(ref)),
      () => undefined,
    );
  }
}

function holdsBack({ model: { kind, ...options }, classes, problem }: Experiment): boolean {
  return (
    (problem.task === "classification" && classes.correction !== "none") || modelKindOf(kind).usesValidation(options)
  );
}

function setKey(variant: Experiment): string {
  const { cleaning, features, classes, data } = variant;
  return hashValue([cleaning, features, classes, data.columns, holdsBack(variant)]);
}

function numberOf(value: number | null | undefined): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new DataError("not-finite", MISSING);
}
