import type { JobContext } from "../../job";
import type { CentredDesign } from "../linear/centred-design";
import { scaleDesign } from "../linear/scaled-operator";

export interface RidgeSolution {
  readonly coefficients: Float64Array;
  /** size of the gradient after each step, as a share of the first */
  readonly gradients: readonly number[];
}

export interface RidgeSolveOptions {
  readonly alpha: number;
  /** stop when the gradient has fallen to this share of its first size */
  readonly tolerance: number;
  /** where to start; zeros by default. Is not changed */
  readonly start?: Float64Array;
  /** the design's values are of no use afterwards, which saves a copy of them */
  readonly mayOverwrite?: boolean;
}

/** Steps without a smaller gradient after which to give up: close to the end only rounding is left, earlier it may rest. */
const patience = (share: number) => (share < 1e-8 ? 60 : 2000);

/**
 * Minimises |target - design · b|² + alpha |b|² by conjugate gradients in the least-squares form (CGLS; Björck 1996,
 * section 7.4), which never squares the condition number, on columns scaled to length one. O(steps * entries); some tens
 * of steps for text. Returns the best step when rounding ends the progress before the tolerance does.
 */
export function solveRidge(
  design: CentredDesign,
  target: Float64Array,
  options: RidgeSolveOptions,
  context: JobContext = {},
): RidgeSolution {
  const { alpha, tolerance, start } = options;
  const columns = design.x.columns;
  const scale = design.squares.map((square) => 1 / Math.sqrt(square + alpha));
  const operator = scaleDesign(design, scale, options.mayOverwrite);
  /** of the scaled columns, as are all vectors here */
  const penalties = scale.map((factor) => alpha * factor * factor);
  const weights = start ? start.map((value, j) => value / scale[j]) : new Float64Array(columns);
  const unscaled = (scaled: Float64Array) => scaled.map((value, j) => value * scale[j]);
  const residual = target.slice();
  const image = new Float64Array(target.length);
  const gradient = new Float64Array(columns);
  operator.multiplyTransposed(residual, gradient);
  const first = squaredLength(gradient);
  let size = first;
  if (start) {
    operator.multiply(weights, image);
    for (let i = 0; i < residual.length; i++) residual[i] -= image[i];
    size = refresh();
  }
  const gradients = [1];
  if (!(first > 0) || Math.sqrt(size / first) <= tolerance) return { coefficients: unscaled(weights), gradients };

  /** the gradient where `weights` and `residual` stand; returns its squared size */
  function refresh(): number {
    operator.multiplyTransposed(residual, gradient);
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const slope = gradient[j] - penalties[j] * weights[j];
      gradient[j] = slope;
      sum += slope * slope;
    }
    return sum;
  }

  const direction = gradient.slice();
  const best = weights.slice();
  let bestSize = size;
  let sinceBest = 0;
  const mostSteps = 10 * Math.min(columns, target.length) + 200;
  for (let iteration = 1; iteration <= mostSteps && sinceBest < patience(Math.sqrt(bestSize / first)); iteration++) {
    if (iteration % 32 === 0) context.signal?.throwIfAborted();
    let curvature = 0;
    for (let j = 0; j < columns; j++) curvature += penalties[j] * direction[j] * direction[j];
    operator.multiply(direction, image);
    curvature += squaredLength(image);
    if (!(curvature > 0)) break;
    const length = size / curvature;
    for (let j = 0; j < columns; j++) weights[j] += length * direction[j];
    for (let i = 0; i < image.length; i++) residual[i] -= length * image[i];
    const next = refresh();
    const turn = next / size;
    for (let j = 0; j < columns; j++) direction[j] = gradient[j] + turn * direction[j];
    size = next;
    const share = Math.sqrt(size / first);
    gradients.push(share);
    if (size < bestSize) {
      sinceBest = 0;
      bestSize = size;
      if (share <= tolerance) return { coefficients: unscaled(weights), gradients };
      best.set(weights);
    } else sinceBest++;
  }
  return { coefficients: unscaled(best), gradients };
}

function squaredLength(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i] * vector[i];
  return sum;
}
