import { makeRng } from "../../random/xoshiro";
import { takeRows } from "../../sparse/csr";
import type { FitData, ModelKind } from "../model";
import { makeEnsembleModel, optionsOf } from "./ensemble-model";
import { membersOf } from "./members";
import type { EnsembleJob, EnsembleModel, EnsemblePart } from "./ensemble-model";
import type { EnsembleOptions } from "./options";

/**
 * Several models as one: averaged, by non-negative weights, or stacked (Wolpert 1992; scikit-learn's `VotingRegressor` and
 * `StackingRegressor`). Weights and stack are found on what the members say of rows of inner folds they were not fitted on.
 */
export function makeEnsemble(
  kindOf: (name: never) => ModelKind<unknown, unknown, unknown, unknown>,
): ModelKind<EnsembleOptions, EnsembleModel, EnsemblePart, EnsembleJob> {
  const none = new Float64Array();
  return {
    ...makeEnsembleModel(kindOf),
    async fitJob(data, options, { member: m, fold, job }, context = {}) {
      const member = membersOf(options, data.task)[m];
      const kind = kindOf(member.kind as never);
      const own = optionsOf(kind, member);
      if (fold < 0) {
        const part = await kind.fitJob(data, own, job, context);
        return { member: m, fold, part, predicted: none, actual: none };
      }
      const quiet = context.signal ? { signal: context.signal } : {};
      const { train, held } = innerFold(data, fold, options);
      const shape = { ...train, rows: train.x.rows, columns: train.x.columns, entries: train.x.indices.length };
      const parts: unknown[] = [];
      for (const each of kind.jobs(shape, own)) parts.push(await kind.fitJob(train, own, each, quiet));
      const { model } = kind.combine(parts, shape, own);
      return { member: m, fold, part: null, predicted: kind.predict(model, held.x), actual: held.y };
    },
  };
}

/** Every row is held once; rows of one class are dealt evenly, so that each fold's others have them all. */
function innerFold(data: FitData, fold: number, { folds, seed }: EnsembleOptions) {
  const { x, y, weights, classCount } = data;
  const rng = makeRng(seed);
  const order = Array.from({ length: x.rows }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  if (classCount > 0) order.sort((a, b) => y[a] - y[b]);
  const isHeld = new Uint8Array(x.rows);
  order.forEach((row, i) => (isHeld[row] = i % folds === fold ? 1 : 0));
  const rows = Uint32Array.from({ length: x.rows }, (_, i) => i);
  const part = (chosen: Uint32Array) => ({
    x: takeRows(x, chosen),
    y: Float64Array.from(chosen, (row) => y[row]),
    ...(weights && { weights: Float64Array.from(chosen, (row) => weights[row]) }),
  });
  return {
    train: { ...data, ...part(rows.filter((row) => isHeld[row] === 0)) },
    held: part(rows.filter((row) => isHeld[row] === 1)),
  };
}
