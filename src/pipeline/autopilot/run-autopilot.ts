import { DataError, isAbort } from "../../core/errors";
import { makeRng } from "../../core/random/xoshiro";
import { drawTpe } from "../../core/search/tpe";
import type { SearchPoint } from "../../core/search/space";
import type { PartialExperiment } from "../../experiment/experiment";
import { hashValue } from "../../experiment/content-hash";
import { withPoint } from "../../experiment/search-space";
import type { Experiment } from "../../experiment/schema";
import { resolveInputs } from "../inputs";
import { isGainMetric } from "../metric-of";
import { makeDeadline } from "../search/deadline";
import { LOOKBACK } from "../search/run-search";
import type { SearchHost } from "../search/run-search";
import { mean, spread } from "../search/spread";
import { TrialJudge } from "../search/trial-judge";
import { valuesAt } from "../stages/fit-data";
import type { AutopilotLine, AutopilotOptions, AutopilotView } from "./autopilot-view";
import { chooseLine, sizeOf } from "./choose-line";
import { findEnsemble } from "./find-ensemble";
import { blocksOf, networkOf, portfolioOf, possibleBlocks, toggled } from "./portfolio";
import { tuningSpace } from "./tuning-space";
import { gainOf, whatHelped } from "./what-helped";

const FOLDS = 5;
/** When the first so many all fail, the rest would too. */
const FAILURES_TO_STOP = 5;
/** A network is slow to judge: it is tried where this share of the time is left. */
const SHARE_FOR_NETWORK = 0.4;
/** Of three that are tuned, two are of the best and one of the best of another kind. */
const TUNED_IN_TURN = 3;

export interface AutopilotHost extends Omit<SearchHost, "onChange"> {
  readonly onChange: (view: AutopilotView) => void;
}

/** Of everything that its lines are judged by, so that using one of them leaves it as it is. */
export function autopilotKey({ data, problem, cleaning, split, classes, validation }: Experiment): string {
  const { task, target, metric } = problem;
  const { scheme, column, seed } = validation;
  return hashValue({ file: data.sha256, task, target, metric, cleaning, split, classes, scheme, column, seed });
}

type Plan = Pick<AutopilotLine, "origin" | "base" | "block" | "tuned"> & { readonly experiment: Experiment };

/**
 * Tries pipelines on the training rows until the time is up or the signal aborts: a portfolio, the best of it with and
 * without each block of columns, a network, and then the best two kinds tuned by TPE; last, whether several together do better. Of what
 * comes within one standard error of the best, the simplest is chosen. What is tried depends on the seed alone, how much
 * of it on the time.
 *
 * @throws {DataError} "invalid-option" for a budget that is not above 0; "search-failed" when every pipeline failed, with
 * what stopped the first
 */
export async function runAutopilot(options: AutopilotOptions, host: AutopilotHost): Promise<AutopilotView> {
  const { minutes = 3, seed = 0, pipelines: most = Infinity } = options;
  checkOptions({ minutes, seed, pipelines: most });
  const { experiment, outputs, signal, now, onChange } = host;
  const started = now();
  const { features: inputs } = resolveInputs(experiment, outputs.read.view.columns);
  const lines = new Map<number, AutopilotLine>();
  const plans = new Map<number, Plan>();
  const said = new Map<number, readonly Float64Array[]>();
  const isSpent = () => deadline.signal.aborted || now() - started >= minutes * 60_000;
  const deadline = makeDeadline(signal, minutes * 60_000);
  const judge = new TrialJudge({ ...host, folds: FOLDS, signal: deadline.signal });
  const isGain = isGainMetric(judge.metric);

  const sorted = () => [...lines.values()].sort((a, b) => a.number - b.number);
  const view = (changes: Partial<AutopilotView> = {}): AutopilotView => ({
    key: autopilotKey(experiment),
    status: "running",
    metric: judge.metric,
    minutes,
    elapsedMs: now() - started,
    foldCount: judge.folds.length,
    lines: sorted(),
    best: bestLine(sorted())?.number ?? null,
    findings: [],
    ended: null,
    ...changes,
  });

  function lineOf(number: number, { experiment: variant, ...plan }: Plan, begun: number) {
    return {
      number,
      ...plan,
      model: variant.model,
      blocks: blocksOf(variant, inputs),
      changes: changesBetween(experiment, variant),
      ms: now() - begun,
    };
  }

  async function judgePlan(number: number, plan: Plan): Promise<void> {
    const begun = now();
    try {
      const onFold = () => onChange(view());
      const judged = await judge.judge(plan.experiment, { by: "none", limits: [], onFold });
      said.set(
        number,
        judged.results.map(({ predicted }) => predicted),
      );
      lines.set(number, {
        ...lineOf(number, plan, begun),
        value: mean(judged.values),
        loss: judged.rungs.at(-1)!,
        spread: spread(judged.values),
        folds: judged.values,
      });
    } catch (thrown) {
      if (isAbort(thrown) || deadline.signal.aborted) return;
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      lines.set(number, {
        ...lineOf(number, plan, begun),
        value: null,
        loss: null,
        spread: null,
        folds: [],
        error,
      });
    }
    onChange(view());
  }

  /** Judges plans as they come, a few at a time; `draw` knows those before by more than the look-back. */
  async function judgeAll(draw: (number: number) => Plan | null): Promise<void> {
    const running = new Map<number, Promise<void>>();
    let isOver = false;
    for (;;) {
      const number = plans.size;
      const oldest = Math.min(number, ...running.keys());
      const mayStart = !isOver && !isSpent() && number < most && !hasOnlyFailed(lines);
      if (mayStart && number - oldest <= LOOKBACK) {
        const plan = draw(number);
        if (plan === null) {
          isOver = true;
          continue;
        }
        plans.set(number, plan);
        running.set(
          number,
          judgePlan(number, plan).finally(() => running.delete(number)),
        );
        continue;
      }
      if (running.size === 0) return;
      await Promise.race(running.values());
    }
  }
  const judgeList = (list: readonly Plan[]) => {
    const rest = [...list];
    return judgeAll(() => rest.shift() ?? null);
  };

  /** The best two lines of different kinds, from which tuning starts. */
  function basesOf(): readonly AutopilotLine[] {
    const ranked = sorted()
      .filter(({ loss, model }) => loss !== null && model.kind !== "baseline" && model.kind !== "mlp")
      .sort(byLoss);
    const other = ranked.find(({ model }) => model.kind !== ranked[0].model.kind);
    return other ? [ranked[0], other] : ranked.slice(0, 1);
  }

  async function tune(): Promise<void> {
    const bases = basesOf();
    if (bases.length === 0) return;
    const first = plans.size;
    const chance = makeRng(seed);
    await judgeAll((number) => {
      const turn = number - first;
      const base = bases.length > 1 && turn % TUNED_IN_TURN === TUNED_IN_TURN - 1 ? bases[1] : bases[0];
      const space = tuningSpace(base.model);
      const before = sorted()
        .filter((line) => line.tuned && line.base === base.number && line.number < number - LOOKBACK)
        .map(({ number: at, tuned, loss }) => ({
          number: at,
          values: tuned as SearchPoint,
          state: loss === null ? ("failed" as const) : ("complete" as const),
          loss,
          rungs: loss === null ? [] : [loss],
        }));
      const pending = [...plans.entries()].flatMap(([at, plan]) =>
        plan.tuned && plan.base === base.number && at >= number - LOOKBACK ? [plan.tuned] : [],
      );
      const tuned = drawTpe(space, before, chance.split(number), pending);
      const variant = withPoint(plans.get(base.number)!.experiment, tuned);
      return { origin: "tuned", base: base.number, tuned, experiment: variant };
    });
  }

  function addEnsemble(): void {
    const begun = now();
    const { values, classes } = judge.target;
    const candidates = sorted().flatMap(({ number, loss }) =>
      loss === null ? [] : [{ experiment: plans.get(number)!.experiment, loss, said: said.get(number)! }],
    );
    const found = findEnsemble(candidates, {
      actual: judge.folds.map(({ test }) => valuesAt(values, test)),
      classCount: classes?.length ?? 0,
      metric: judge.metric,
      lossOf: (value) => judge.lossOf(value),
    });
    const best = bestLine(sorted());
    if (!found || !best) return;
    const gain = gainOf(found, best, isGain);
    if (gain.mean <= 0 || !gain.isClear) return;
    const number = plans.size;
    plans.set(number, { origin: "ensemble", experiment: found.experiment });
    const value = mean(found.folds);
    lines.set(number, {
      ...lineOf(number, { origin: "ensemble", experiment: found.experiment }, begun),
      value,
      loss: judge.lossOf(value),
      spread: spread(found.folds),
      folds: found.folds,
    });
  }

  try {
    onChange(view());
    await judgeList(portfolioOf(experiment, inputs).map((variant) => ({ origin: "portfolio", experiment: variant })));
    const base = basesOf().at(0);
    if (base) {
      const start = plans.get(base.number)!.experiment;
      await judgeList(
        possibleBlocks(inputs).flatMap((block) => {
          const variant = toggled(start, inputs, block);
          return variant ? [{ origin: "ablation" as const, base: base.number, block, experiment: variant }] : [];
        }),
      );
    }
    if ((now() - started) / (minutes * 60_000) < 1 - SHARE_FOR_NETWORK) {
      await judgeList([{ origin: "portfolio", experiment: networkOf(experiment, inputs) }]);
    }
    await tune();
  } finally {
    deadline.clear();
    judge.close();
  }
  const tried = sorted();
  if (tried.length > 0 && tried.every(({ loss }) => loss === null)) {
    throw new DataError(
      "search-failed",
      `every one of the ${tried.length} pipelines failed; the first with: ${tried[0].error}`,
      { trials: tried.length },
    );
  }
  addEnsemble();
  const ended = signal.aborted ? "stopped" : isSpent() ? "time" : "count";
  const rows = outputs.split.rows.train.length;
  const sizes = new Map([...plans].map(([number, plan]) => [number, sizeOf(plan.experiment, rows)]));
  return view({
    status: "done",
    ended,
    chosen: chooseLine(sorted(), sizes, isGain),
    findings: whatHelped(sorted(), isGain),
  });
}

function checkOptions({ minutes, seed, pipelines }: Required<AutopilotOptions>): void {
  const refuse = (path: string, expected: string, value: unknown) => {
    throw new DataError("invalid-option", `${path} must be ${expected}, got ${String(value)}`, { path });
  };
  if (!(minutes > 0 && minutes <= 1440)) refuse("autopilot.minutes", "a number above 0 and up to 1440", minutes);
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= 4294967295)) {
    refuse("autopilot.seed", "an integer from 0 to 4294967295", seed);
  }
  if (!(pipelines >= 1)) refuse("autopilot.pipelines", "at least 1", pipelines);
}

/** Everything that a pipeline settles, so that taking it leaves nothing of the settings before. */
function changesBetween(from: Experiment, { features, model, data }: Experiment): PartialExperiment {
  const dropped = Object.entries(data.columns).filter(([name, { role }]) => role !== from.data.columns[name]?.role);
  return {
    features,
    model,
    ...(dropped.length > 0 && { data: { columns: Object.fromEntries(dropped) } }),
  } as PartialExperiment;
}

function hasOnlyFailed(lines: ReadonlyMap<number, AutopilotLine>): boolean {
  return lines.size >= FAILURES_TO_STOP && [...lines.values()].every(({ loss }) => loss === null);
}

function byLoss(a: AutopilotLine, b: AutopilotLine): number {
  return a.loss! - b.loss! || a.number - b.number;
}

/** The line with the lowest loss, the earliest of equals. */
export function bestLine(lines: readonly AutopilotLine[]): AutopilotLine | null {
  return lines.filter(({ loss }) => loss !== null).sort(byLoss)[0] ?? null;
}
