/** A smooth function to minimise: writes its gradient and returns its value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  readonly start: Float64Array;
  /** about the inverse curvature in each direction, all positive: the first steps are taken by it */
  readonly scale: Float64Array;
  /** stop when the gradient, measured by `scale`, has fallen to this share of its first size */
  readonly tolerance: number;
  readonly mostIterations: number;
  /** pairs of steps remembered. Default 10 */
  readonly memory?: number;
  /** called after each iteration; throws to stop */
  readonly onIteration?: (iteration: number, value: number) => void;
}

export interface LbfgsResult {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly stopped: "converged" | "no further gain" | "most iterations";
}

/** Share of the gain promised by the slope that a step has to bring. */
const SUFFICIENT = 1e-4;
const MOST_HALVINGS = 40;

/**
 * Limited-memory BFGS (Nocedal 1980) with backtracking, for convex functions: there every step bends the right way, so
 * that no curvature condition has to be searched for.
 */
export function minimise(objective: Objective, options: LbfgsOptions): LbfgsResult {
  const { scale, tolerance, mostIterations, memory = 10, onIteration } = options;
  const size = options.start.length;
  let point = options.start.slice();
  let gradient = new Float64Array(size);
  let nextPoint = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  const direction = new Float64Array(size);
  const pairs: Pair[] = [];
  let value = objective(point, gradient);
  const first = scaledSize(gradient, scale);
  if (!(first > 0)) return { point, value, iterations: 0, stopped: "converged" };
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    turn(gradient, scale, pairs, direction);
    const slope = dot(gradient, direction);
    let length = 1;
    let nextValue = Infinity;
    let halvings = 0;
    for (; halvings < MOST_HALVINGS; halvings++) {
      for (let i = 0; i < size; i++) nextPoint[i] = point[i] + length * direction[i];
      nextValue = objective(nextPoint, nextGradient);
      if (nextValue <= value + SUFFICIENT * length * slope) break;
      length /= 2;
    }
    if (halvings === MOST_HALVINGS) return { point, value, iterations: iteration - 1, stopped: "no further gain" };
    remember(pairs, memory, point, nextPoint, gradient, nextGradient);
    [point, nextPoint] = [nextPoint, point];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
    onIteration?.(iteration, value);
    if (scaledSize(gradient, scale) <= tolerance * first)
      return { point, value, iterations: iteration, stopped: "converged" };
  }
  return { point, value, iterations: mostIterations, stopped: "most iterations" };
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverse: number;
}

/** The two loops: `direction` becomes minus the inverse curvature times the gradient. */
function turn(gradient: Float64Array, scale: Float64Array, pairs: readonly Pair[], direction: Float64Array): void {
  for (let i = 0; i < gradient.length; i++) direction[i] = -gradient[i];
  const shares = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, inverse } = pairs[k];
    shares[k] = inverse * dot(step, direction);
    add(direction, -shares[k], change);
  }
  const last = pairs.at(-1);
  // how far the guess at the curvature was off along the last step
  const correction = last ? 1 / (last.inverse * scaledSize(last.change, scale) ** 2) : 1;
  for (let i = 0; i < direction.length; i++) direction[i] *= scale[i] * correction;
  for (let k = 0; k < pairs.length; k++) {
    const { step, change, inverse } = pairs[k];
    add(direction, shares[k] - inverse * dot(change, direction), step);
  }
}

function remember(
  pairs: Pair[],
  memory: number,
  point: Float64Array,
  nextPoint: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
): void {
  const oldest = pairs.length === memory ? pairs.shift() : undefined;
  const step = oldest?.step ?? new Float64Array(point.length);
  const change = oldest?.change ?? new Float64Array(point.length);
  for (let i = 0; i < point.length; i++) {
    step[i] = nextPoint[i] - point[i];
    change[i] = nextGradient[i] - gradient[i];
  }
  const bend = dot(step, change);
  // rounding can leave a step without curvature: it teaches nothing
  if (bend > 1e-300) pairs.push({ step, change, inverse: 1 / bend });
}

function scaledSize(vector: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += scale[i] * vector[i] * vector[i];
  return Math.sqrt(sum);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(to: Float64Array, times: number, vector: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] += times * vector[i];
}
