import { DataError } from "../../errors";
import type { JobContext } from "../../job";
import { centre } from "../linear/centred-design";
import { uncentre } from "../linear/linear-model";
import type { LinearModel } from "../linear/linear-model";
import { scaleDesign } from "../linear/scaled-operator";
import type { ScaledOperator } from "../linear/scaled-operator";
import type { FitData } from "../model";
import { solveRidge } from "./solve-ridge";

export interface RidgePathPoint {
  readonly alpha: number;
  readonly model: LinearModel;
}

/** Error of the coefficients, as a share: enough for a chart. {@link fitRidge} solves the chosen penalty to the end. */
const TOLERANCE = 1e-4;
/** Numbers kept for the basis: 160 MB. */
const LARGEST_BASIS = 2e7;

/**
 * Ridge for many penalties at little more than the cost of the weakest: the subspace that conjugate gradients search does
 * not depend on the penalty, so its basis is found once (Golub and Kahan 1965) and each penalty is a small tridiagonal
 * system in it. `alphas` in any order, all above 0; the points come in descending order of alpha.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite", "invalid-option"
 */
export function ridgePath(
  data: FitData,
  options: { readonly alphas: readonly number[]; readonly fitIntercept: boolean },
  context: JobContext = {},
): RidgePathPoint[] {
  const alphas = options.alphas.toSorted((a, b) => b - a);
  const weakest = alphas.at(-1) ?? 1;
  if (!(weakest > 0)) throw new DataError("invalid-option", `alphas must be above 0, got ${weakest}`);
  const { design, target } = centre(data, options.fitIntercept);
  const operator = scaleDesign(design, new Float64Array(design.x.columns).fill(1));
  const basis = makeBasis(operator, target.values, weakest, context);
  return alphas.map((alpha) => {
    context.signal?.throwIfAborted();
    let coefficients = inBasis(basis, solveTridiagonal(basis, alpha), design.x.columns);
    if (!basis.complete) {
      const start = coefficients;
      ({ coefficients } = solveRidge(design, target.values, { alpha, tolerance: 1e-3 * TOLERANCE, start }, context));
    }
    return { alpha, model: uncentre(design, target.mean, coefficients) };
  });
}

/** Columns `vectors` with `vectorsᵀ designᵀ design vectors` tridiagonal. */
interface Basis {
  readonly vectors: readonly Float64Array[];
  readonly diagonal: readonly number[];
  /** below and above the diagonal, one shorter */
  readonly beside: readonly number[];
  /** first entry of the right-hand side, the others are 0 */
  readonly right: number;
  /** false where memory ended it before the tolerance was reached */
  readonly complete: boolean;
}

function makeBasis(design: ScaledOperator, target: Float64Array, weakest: number, context: JobContext): Basis {
  const { rows, columns } = design;
  const vectors: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let left = target.slice();
  const firstLength = normalise(left);
  let vector = new Float64Array(columns);
  design.multiplyTransposed(left, vector);
  let length = normalise(vector);
  const right = firstLength * length;
  if (!(right > 0)) return { vectors, diagonal, beside, right: 0, complete: true };
  const mostSteps = Math.min(10 * Math.min(rows, columns) + 50, Math.max(20, Math.floor(LARGEST_BASIS / columns)));
  for (;;) {
    context.signal?.throwIfAborted();
    vectors.push(vector);
    const image = new Float64Array(rows);
    design.multiply(vector, image);
    for (let i = 0; i < rows; i++) image[i] -= length * left[i];
    const nextLength = normalise(image);
    diagonal.push(length * length + nextLength * nextLength);
    const next = new Float64Array(columns);
    design.multiplyTransposed(image, next);
    for (let j = 0; j < columns; j++) next[j] -= nextLength * vector[j];
    const last = length;
    length = normalise(next);
    const coupling = length * nextLength;
    const finished = coupling <= 1e-15 * last * last;
    const partial = { vectors, diagonal, beside, right, complete: true };
    if (finished || (vectors.length % 8 === 0 && hasConverged(partial, coupling, weakest))) return partial;
    if (vectors.length >= mostSteps) return { ...partial, complete: false };
    beside.push(coupling);
    left = image;
    vector = next;
  }
}

/**
 * Whether the weakest penalty, which converges last, is solved: the gradient left over, divided by the least curvature
 * there can be, bounds the error of the coefficients.
 */
function hasConverged(basis: Basis, coupling: number, weakest: number): boolean {
  const solution = solveTridiagonal(basis, weakest);
  const gradient = coupling * Math.abs(solution[solution.length - 1]);
  return gradient <= TOLERANCE * weakest * Math.hypot(...solution);
}

/** (tridiagonal + alpha) z = (right, 0, 0, ...) by elimination; it is positive definite, so no pivots are needed. */
function solveTridiagonal({ diagonal, beside, right }: Basis, alpha: number): Float64Array {
  const size = diagonal.length;
  const pivots = new Float64Array(size);
  const solution = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const factor = i > 0 ? beside[i - 1] / pivots[i - 1] : 0;
    pivots[i] = diagonal[i] + alpha - (i > 0 ? factor * beside[i - 1] : 0);
    solution[i] = i > 0 ? -factor * solution[i - 1] : right;
  }
  for (let i = size - 1; i >= 0; i--) {
    solution[i] = (solution[i] - (i + 1 < size ? beside[i] * solution[i + 1] : 0)) / pivots[i];
  }
  return solution;
}

/** A weight this much smaller than the largest moves no digit of the sum. */
const NEGLIGIBLE = 1e-18;

/** Four vectors at a time, since reading and writing the sum costs more than adding to it. */
function inBasis({ vectors }: Basis, weights: Float64Array, columns: number): Float64Array {
  const sum = new Float64Array(columns);
  // Strong penalties need the first few directions only.
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  let used = weights.length;
  while (used > 0 && Math.abs(weights[used - 1]) <= NEGLIGIBLE * largest) used--;
  let k = 0;
  for (; k + 4 <= used; k += 4) addFour(sum, vectors, weights, k);
  for (; k < used; k++) {
    const [vector, weight] = [vectors[k], weights[k]];
    for (let j = 0; j < columns; j++) sum[j] += weight * vector[j];
  }
  return sum;
}

function addFour(sum: Float64Array, vectors: readonly Float64Array[], weights: Float64Array, k: number): void {
  const [a, b, c, d] = [vectors[k], vectors[k + 1], vectors[k + 2], vectors[k + 3]];
  const [wa, wb, wc, wd] = [weights[k], weights[k + 1], weights[k + 2], weights[k + 3]];
  for (let j = 0; j < sum.length; j++) sum[j] += wa * a[j] + wb * b[j] + (wc * c[j] + wd * d[j]);
}

/** Scales to length one in place and returns the length; a vector of length zero stays. */
function normalise(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] /= length;
  return length;
}
