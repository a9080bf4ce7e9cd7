import type { JobContext } from "../../../job";
import type { CsrMatrix } from "../../../sparse/csr";
import type { CentredDesign } from "../centred-design";
import { transpose } from "../transpose";

/** Where coordinate descent stands: kept between penalties, so that each starts where the last one ended. */
export interface DescentState {
  readonly design: CentredDesign;
  /** by columns */
  readonly columns: CsrMatrix;
  /** entries of `columns` times the weight of their row */
  readonly weighted: Float64Array;
  readonly coefficients: Float64Array;
  /** target less prediction, without the part below */
  readonly residual: Float64Array;
  /** added to every residual: what centring the columns amounts to */
  shift: number;
  /** correlation of each centred column with the residual, over the total weight; as of the last check of all columns */
  readonly pull: Float64Array;
  /** variance of the target, which tolerances are shares of */
  readonly variance: number;
}

export interface DescentPenalty {
  readonly l1: number;
  readonly l2: number;
}

/** @param target centred, not scaled by weights */
export function startDescent(design: CentredDesign, target: Float64Array): DescentState {
  const columns = transpose(design.x);
  const weights = design.scales?.map((scale) => scale * scale);
  const weighted = weights ? columns.values.map((value, e) => value * weights[columns.indices[e]]) : columns.values;
  let variance = 0;
  for (let i = 0; i < target.length; i++)
    variance += ((weights ? weights[i] : 1) * target[i] ** 2) / design.totalWeight;
  const state: DescentState = {
    design,
    columns,
    weighted,
    coefficients: new Float64Array(design.x.columns),
    residual: target.slice(),
    shift: 0,
    pull: new Float64Array(design.x.columns),
    variance,
  };
  for (let j = 0; j < state.pull.length; j++) state.pull[j] = pullOf(state, j);
  return state;
}

/**
 * Minimises mean squared error / 2 + l1 |b|₁ + l2/2 |b|² by cyclic coordinate descent from where the state is. Only
 * columns that may be non-zero are visited (strong rules, Tibshirani et al. 2012), and all are checked at the end, so the
 * result is that of visiting all. Stops when a sweep improves by less than `tolerance` of the target's variance.
 * Returns the number of sweeps.
 */
export function descend(
  state: DescentState,
  penalty: DescentPenalty,
  options: { readonly previousL1: number; readonly tolerance: number; readonly mostSweeps: number },
  context: JobContext = {},
): number {
  const { coefficients, pull } = state;
  const strong = new Uint8Array(coefficients.length);
  const bound = 2 * penalty.l1 - options.previousL1;
  for (let j = 0; j < strong.length; j++) if (coefficients[j] !== 0 || Math.abs(pull[j]) >= bound) strong[j] = 1;
  const goal = options.tolerance * state.variance;
  let sweeps = 0;
  for (;;) {
    const wide = positionsOf(strong);
    while (sweeps < options.mostSweeps) {
      sweeps++;
      if (sweeps % 16 === 0) context.signal?.throwIfAborted();
      if (sweep(state, penalty, wide) <= goal) break;
      const active = wide.filter((j) => coefficients[j] !== 0);
      while (sweeps < options.mostSweeps) {
        sweeps++;
        if (sweeps % 16 === 0) context.signal?.throwIfAborted();
        if (sweep(state, penalty, active) <= goal) break;
      }
    }
    let violations = 0;
    for (let j = 0; j < strong.length; j++) {
      pull[j] = pullOf(state, j);
      if (!strong[j] && Math.abs(pull[j]) > penalty.l1) {
        strong[j] = 1;
        violations++;
      }
    }
    if (violations === 0 || sweeps >= options.mostSweeps) return sweeps;
  }
}

/** One pass over some columns; returns the largest improvement any of them made to the error term. */
function sweep(state: DescentState, penalty: DescentPenalty, over: Uint32Array): number {
  const { columns, weighted, coefficients, residual, design } = state;
  const { means, squares, totalWeight } = design;
  const { indptr, indices, values } = columns;
  let largest = 0;
  for (let k = 0; k < over.length; k++) {
    const j = over[k];
    const square = squares[j] / totalWeight;
    if (square <= 0) continue;
    const from = indptr[j];
    const to = indptr[j + 1];
    let sum = 0;
    for (let e = from; e < to; e++) sum += weighted[e] * residual[indices[e]];
    const before = coefficients[j];
    const towards = sum / totalWeight + state.shift * means[j] + before * square;
    const size = Math.abs(towards) - penalty.l1;
    const after = size > 0 ? (Math.sign(towards) * size) / (square + penalty.l2) : 0;
    if (after === before) continue;
    const step = after - before;
    coefficients[j] = after;
    for (let e = from; e < to; e++) residual[indices[e]] -= step * values[e];
    state.shift += step * means[j];
    const gain = step * step * square;
    if (gain > largest) largest = gain;
  }
  return largest;
}

function pullOf({ columns, weighted, residual, design, shift }: DescentState, j: number): number {
  let sum = 0;
  for (let e = columns.indptr[j]; e < columns.indptr[j + 1]; e++) sum += weighted[e] * residual[columns.indices[e]];
  return sum / design.totalWeight + shift * design.means[j];
}

function positionsOf(flags: Uint8Array): Uint32Array {
  const positions: number[] = [];
  flags.forEach((flag, j) => {
    if (flag) positions.push(j);
  });
  return Uint32Array.from(positions);
}
