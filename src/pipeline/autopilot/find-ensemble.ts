import { putTogether, sayTogether } from "../../core/models/ensemble/ensemble-model";
import type { EnsemblePart } from "../../core/models/ensemble/ensemble-model";
import type { EnsembleOptions } from "../../core/models/ensemble/options";
import { hashValue } from "../../experiment/content-hash";
import { parseExperiment } from "../../experiment/experiment";
import type { Experiment } from "../../experiment/schema";
import type { Metric } from "../../experiment/metrics";
import { foldMetrics } from "../validate/fold-metrics";

/** A judged pipeline, with what it said of each fold. */
export interface EnsembleCandidate {
  readonly experiment: Experiment;
  readonly loss: number;
  readonly said: readonly Float64Array[];
}

export interface FoundEnsemble {
  readonly experiment: Experiment;
  /** the metric on each fold */
  readonly folds: readonly number[];
}

interface EnsembleCase {
  /** what is right, fold by fold */
  readonly actual: readonly Float64Array[];
  readonly classCount: number;
  readonly metric: Metric;
  readonly lossOf: (value: number) => number;
}

const MOST_MEMBERS = 4;
/** A network holds rows back, which would take them from the others too. */
const LEFT_OUT = new Set(["baseline", "mlp", "ensemble"]);
const WAYS: readonly EnsembleOptions["combine"][] = ["average", "weighted", "stacking"];

/**
 * The best way of putting the best of each kind of model together, among pipelines that learn from the same columns. What
 * is learnt of the members comes from what they said of the other folds, so that no fold judges itself. Null with fewer than two kinds.
 */
export function findEnsemble(candidates: readonly EnsembleCandidate[], task: EnsembleCase): FoundEnsemble | null {
  let best: (FoundEnsemble & { readonly loss: number }) | null = null;
  for (const group of groupsOf(candidates)) {
    for (let count = 2; count <= Math.min(MOST_MEMBERS, group.length); count++) {
      const members = group.slice(0, count);
      for (const combine of WAYS) {
        const folds = judgeTogether(members, combine, task);
        if (!folds.every(Number.isFinite)) continue;
        const loss = task.lossOf(folds.reduce((sum, value) => sum + value, 0) / folds.length);
        if (best !== null && loss >= best.loss) continue;
        const { experiment } = members[0];
        const model = { kind: "ensemble", combine, members: members.map((member) => member.experiment.model) };
        best = { experiment: parseExperiment({ ...experiment, model }), folds, loss };
      }
    }
  }
  return best;
}

/** For each set of features the best of each kind of model, best first. */
function groupsOf(candidates: readonly EnsembleCandidate[]): readonly (readonly EnsembleCandidate[])[] {
  const groups = new Map<string, Map<string, EnsembleCandidate>>();
  for (const candidate of [...candidates].sort((a, b) => a.loss - b.loss)) {
    const { cleaning, features, data, model } = candidate.experiment;
    if (LEFT_OUT.has(model.kind)) continue;
    const key = hashValue([cleaning, features, data.columns]);
    const group = groups.get(key) ?? new Map<string, EnsembleCandidate>();
    groups.set(key, group);
    if (!group.has(model.kind)) group.set(model.kind, candidate);
  }
  return [...groups.values()].map((group) => [...group.values()]);
}

function judgeTogether(
  members: readonly EnsembleCandidate[],
  combine: EnsembleOptions["combine"],
  { actual, classCount, metric }: EnsembleCase,
): readonly number[] {
  const parts = members.flatMap(({ said }, member) =>
    said.map((predicted, fold): EnsemblePart => ({ member, fold, part: null, predicted, actual: actual[fold] })),
  );
  return actual.map((right, fold) => {
    const others = parts.filter((part) => part.fold !== fold);
    const put = putTogether(others, members.length, { classCount }, { combine });
    const said = members.map((member) => member.said[fold]);
    return foldMetrics({ actual: right, predicted: sayTogether(put, said, classCount), classCount })[metric] ?? NaN;
  });
}
