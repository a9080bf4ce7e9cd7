import type { JobContext } from "../../job";
import { multiply, multiplyTransposed } from "../linear/centred-design";
import type { CentredDesign } from "../linear/centred-design";

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
  const coefficients = start ? start.slice() : new Float64Array(columns);
  const scale = design.squares.map((square) => 1 / Math.sqrt(square + alpha));
  const residual = target.slice();
  const image = new Float64Array(target.length);
  if (start) {
    multiply(design, coefficients, image);
    for (let i = 0; i < residual.length; i++) residual[i] -= image[i];
  }
  const gradient = new Float64Array(columns);
  /** the gradient in scaled columns; returns its squared size */
  function refresh(): number {
    multiplyTransposed(design, residual, gradient);
    let size = 0;
    for (let j = 0; j < columns; j++) {
      gradient[j] = scale[j] * (gradient[j] - alpha * coefficients[j]);
      size += gradient[j] * gradient[j];
    }
    return size;
  }
  let size = refresh();
  const first = start ? gradientAtZero(design, target, scale) : size;
  const gradients = [1];
  if (!(first > 0) || Math.sqrt(size / first) <= tolerance) return { coefficients, gradients };

  const direction = gradient.slice();
  const step = new Float64Array(columns);
  const best = coefficients.slice();
  let bestSize = size;
  let sinceBest = 0;
  const mostSteps = 10 * Math.min(columns, target.length) + 200;
  for (let iteration = 1; iteration <= mostSteps && sinceBest < patience(Math.sqrt(bestSize / first)); iteration++) {
    if (iteration % 32 === 0) context.signal?.throwIfAborted();
    let curvature = 0;
    for (let j = 0; j < columns; j++) {
      step[j] = scale[j] * direction[j];
      curvature += alpha * step[j] * step[j];
    }
    multiply(design, step, image);
    for (let i = 0; i < image.length; i++) curvature += image[i] * image[i];
    if (!(curvature > 0)) break;
    const length = size / curvature;
    for (let j = 0; j < columns; j++) coefficients[j] += length * step[j];
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
      if (share <= tolerance) return { coefficients, gradients };
      best.set(coefficients);
    } else sinceBest++;
  }
  return { coefficients: best, gradients };
}

function gradientAtZero(design: CentredDesign, target: Float64Array, scale: Float64Array): number {
  const gradient = new Float64Array(design.x.columns);
  multiplyTransposed(design, target, gradient);
  return gradient.reduce((sum, value, j) => sum + (scale[j] * value) ** 2, 0);
}
