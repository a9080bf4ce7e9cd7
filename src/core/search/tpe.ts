import { normalCdf, normalQuantile } from "../metrics/normal";
import type { Rng } from "../random/rng";
import { bounds, drawRandom, fromScale, stepOf, toScale } from "./draw-random";
import { isActive } from "./space";
import type { NumericParameter, SearchParameter, SearchPoint, SearchSpace, SearchValue } from "./space";
import type { FinishedTrial } from "./trial";
import { exp, log } from "../portable-math";

/** Trials drawn at random before the estimators have something to go by. */
export const STARTUP_TRIALS = 10;
const CANDIDATES = 24;
const MOST_GOOD = 25;
const PRIOR_WEIGHT = 1;
const FULL_WEIGHT = 25;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011), with Optuna's weights and widths of the kernels: the best tenth of the
 * trials (at most 25) against the others; of 24 candidates drawn near the good ones the one that is likeliest there and least likely among
 * the rest. Settings that others depend on are drawn one by one, all others together, each candidate near one trial in
 * all of them at once, so that what goes well together stays together. Trials that were broken off count by how far they came.
 *
 * @param pending drawn before and not judged yet: counted among the rest, so that trials side by side keep apart
 */
export function drawTpe(
  space: SearchSpace,
  trials: readonly FinishedTrial[],
  rng: Rng,
  pending: readonly SearchPoint[] = [],
): SearchPoint {
  const judged = trials.filter(({ state, loss }) => state !== "failed" && loss !== null);
  if (judged.length < STARTUP_TRIALS) return drawRandom(space, rng);
  const good = new Set([...judged].sort(byMerit).slice(0, Math.min(Math.ceil(0.1 * judged.length), MOST_GOOD)));
  const near = judged.filter((trial) => good.has(trial)).map((trial) => trial.values);
  const far = [...judged.filter((trial) => !good.has(trial)).map((trial) => trial.values), ...pending];
  const parents = new Set(space.map(({ when }) => when?.path));
  const together = space.filter(({ path }) => !parents.has(path));
  const values: Record<string, SearchValue> = {};
  for (const group of [...space.filter(({ path }) => parents.has(path)).map((parent) => [parent]), together]) {
    const active = group.filter((parameter) => isActive(parameter, values));
    if (active.length > 0) Object.assign(values, drawByRatio(active, near, far, rng));
  }
  return values;
}

/** Complete trials first, then those that came further, then the lower loss; ties by age. */
function byMerit(a: FinishedTrial, b: FinishedTrial): number {
  const reach = (trial: FinishedTrial) => (trial.state === "complete" ? Infinity : trial.rungs.length);
  const [mine, yours] = [reach(a), reach(b)];
  return (mine === yours ? 0 : yours - mine) || a.loss! - b.loss! || a.number - b.number;
}

function drawByRatio(
  parameters: readonly SearchParameter[],
  near: readonly SearchPoint[],
  far: readonly SearchPoint[],
  rng: Rng,
): SearchPoint {
  const [inside, outside] = [near, far].map((points) => mixtureOf(parameters, points));
  let best: SearchPoint = {};
  let most = -Infinity;
  for (let i = 0; i < CANDIDATES; i++) {
    const point = inside.draw(rng);
    const ratio = inside.logDensity(point) - outside.logDensity(point);
    if (i > 0 && !(ratio > most)) continue;
    best = point;
    most = ratio;
  }
  return best;
}

interface Mixture {
  draw(rng: Rng): SearchPoint;
  logDensity(point: SearchPoint): number;
}

/** One setting's part of the mixture: a kernel at each observation and, last, the prior. */
interface Kernels {
  draw(kernel: number, rng: Rng): SearchValue;
  /** of each kernel, added to what is there */
  addLogDensities(value: SearchValue, sums: Float64Array): void;
}

/** At each point that has all of the settings a product of kernels, and one over all of the space. */
function mixtureOf(parameters: readonly SearchParameter[], points: readonly SearchPoint[]): Mixture {
  const seen = points.filter((point) => parameters.every(({ path }) => Object.hasOwn(point, path)));
  const weights = weightsOf(seen.length);
  const logWeights = weights.map(log);
  const kernels = parameters.map((parameter) => {
    const observed = seen.map((point) => point[parameter.path]);
    return parameter.kind === "categorical"
      ? categoricalKernels(parameter.choices, observed)
      : numericKernels(parameter, observed as readonly number[]);
  });
  return {
    draw(rng) {
      const kernel = pick(weights, rng);
      return Object.fromEntries(parameters.map(({ path }, p) => [path, kernels[p].draw(kernel, rng)]));
    },
    logDensity(point) {
      const sums = logWeights.slice();
      parameters.forEach(({ path }, p) => kernels[p].addLogDensities(point[path], sums));
      const most = sums.reduce((a, b) => Math.max(a, b));
      return most === -Infinity ? most : most + log(sums.reduce((total, sum) => total + exp(sum - most), 0));
    },
  };
}

/** Of the observations, oldest first, and of the prior: all alike up to 25, beyond that the older ones fade. */
export function weightsOf(count: number): Float64Array {
  const weights = new Float64Array(count + 1).fill(1);
  const fading = Math.max(0, count - FULL_WEIGHT);
  for (let i = 0; i < fading; i++) {
    weights[i] = fading === 1 ? 1 / count : 1 / count + ((1 - 1 / count) * i) / (fading - 1);
  }
  weights[count] = PRIOR_WEIGHT;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function categoricalKernels(choices: readonly SearchValue[], observed: readonly SearchValue[]): Kernels {
  const share = PRIOR_WEIGHT / (observed.length + 1);
  const total = share * choices.length + 1;
  const even = new Float64Array(choices.length).fill(1 / choices.length);
  const shares = [
    ...observed.map((value) => even.map((_, c) => (share + (choices[c] === value ? 1 : 0)) / total)),
    even,
  ];
  const logs = shares.map((row) => row.map(log));
  return {
    draw: (kernel, rng) => choices[pick(shares[kernel], rng)],
    addLogDensities(value, sums) {
      const choice = choices.indexOf(value);
      for (let i = 0; i < sums.length; i++) sums[i] += logs[i][choice];
    },
  };
}

/** Normal distributions cut off at the bounds: one at each observation and a wide one over all. */
function numericKernels(parameter: NumericParameter, observed: readonly number[]): Kernels {
  const { low, high } = bounds(parameter);
  if (low === high) return { draw: () => parameter.low, addLogDensities: () => {} };
  const step = stepOf(parameter);
  const means = Float64Array.from([...observed.map((value) => toScale(parameter, value)), (low + high) / 2]);
  const widths = widthsOf(means, low, high);
  const mass = (i: number, from: number, to: number) =>
    normalMass((from - means[i]) / widths[i], (to - means[i]) / widths[i]);
  const logInside = Float64Array.from(means, (_, i) => log(mass(i, low, high)));
  const logHeight = widths.map((width) => -log(width * Math.sqrt(2 * Math.PI)));
  return {
    draw(kernel, rng) {
      const [mean, width] = [means[kernel], widths[kernel]];
      const place = mean + width * drawTruncated((low - mean) / width, (high - mean) / width, rng);
      return fromScale(parameter, Math.min(high, Math.max(low, place)));
    },
    addLogDensities(value, sums) {
      const place = toScale(parameter, value as number);
      const [from, to] =
        step === null ? [place, place] : [Math.max(low, place - step / 2), Math.min(high, place + step / 2)];
      for (let i = 0; i < sums.length; i++) {
        const z = (place - means[i]) / widths[i];
        sums[i] += (step === null ? logHeight[i] - 0.5 * z * z : log(mass(i, from, to))) - logInside[i];
      }
    },
  };
}

/**
 * The larger of the distances to the neighbours, bounds not counted as such, and never below the range over
 * min(100, 1 + observations and prior) nor above the range, which is also the width of the prior (last).
 */
export function widthsOf(means: Float64Array, low: number, high: number): Float64Array {
  const count = means.length;
  const order = Array.from(means.keys()).sort((a, b) => means[a] - means[b] || a - b);
  const sorted = [low, ...order.map((i) => means[i]), high];
  const range = high - low;
  const least = range / Math.min(100, 1 + count);
  const widths = new Float64Array(count);
  order.forEach((i, rank) => {
    const before = sorted[rank + 1] - sorted[rank];
    const after = sorted[rank + 2] - sorted[rank + 1];
    const isEnd = count >= 2 && (rank === 0 || rank === count - 1);
    const width = isEnd ? (rank === 0 ? after : before) : Math.max(before, after);
    widths[i] = Math.min(range, Math.max(least, width));
  });
  widths[count - 1] = range;
  return widths;
}

function pick(weights: Float64Array, rng: Rng): number {
  let left = rng.float();
  for (let i = 0; i < weights.length - 1; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** P(a < z < b) of a standard normal z, taken from the side where it loses no digits. */
function normalMass(a: number, b: number): number {
  return a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
}

function drawTruncated(a: number, b: number, rng: Rng): number {
  if (a > 0) return -drawTruncated(-b, -a, rng);
  const from = normalCdf(a);
  return normalQuantile(from + rng.float() * (normalCdf(b) - from));
}
