import { normalCdf, normalQuantile } from "../metrics/normal";
import type { Rng } from "../random/rng";
import { bounds, drawValue, fromScale, stepOf, toScale } from "./draw-random";
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
 * The tree-structured Parzen estimator (Bergstra et al. 2011) as Optuna 3.1's `TPESampler` has it by default: each
 * setting on its own; the best tenth of the trials (at most 25) against the others; of 24 candidates drawn near the good ones the one
 * that is likeliest there and least likely among the rest. Trials that were broken off count by how far they came.
 */
export function drawTpe(space: SearchSpace, trials: readonly FinishedTrial[], rng: Rng): SearchPoint {
  const judged = trials.filter(({ state, loss }) => state !== "failed" && loss !== null);
  const isStarting = judged.length < STARTUP_TRIALS;
  const good = new Set([...judged].sort(byMerit).slice(0, Math.min(Math.ceil(0.1 * judged.length), MOST_GOOD)));
  const values: Record<string, SearchValue> = {};
  for (const parameter of space) {
    if (!isActive(parameter, values)) continue;
    const seen = judged.filter((trial) => Object.hasOwn(trial.values, parameter.path));
    const below = seen.filter((trial) => good.has(trial)).map((trial) => trial.values[parameter.path]);
    const above = seen.filter((trial) => !good.has(trial)).map((trial) => trial.values[parameter.path]);
    values[parameter.path] = isStarting ? drawValue(parameter, rng) : drawByRatio(parameter, below, above, rng);
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
  parameter: SearchParameter,
  below: readonly SearchValue[],
  above: readonly SearchValue[],
  rng: Rng,
): SearchValue {
  const near = estimatorOf(parameter, below);
  const far = estimatorOf(parameter, above);
  let best: SearchValue = null;
  let most = -Infinity;
  for (let i = 0; i < CANDIDATES; i++) {
    const value = near.draw(rng);
    const ratio = near.logDensity(value) - far.logDensity(value);
    if (i > 0 && !(ratio > most)) continue;
    best = value;
    most = ratio;
  }
  return best;
}

interface Estimator {
  draw(rng: Rng): SearchValue;
  logDensity(value: SearchValue): number;
}

function estimatorOf(parameter: SearchParameter, observed: readonly SearchValue[]): Estimator {
  const weights = weightsOf(observed.length);
  return parameter.kind === "categorical"
    ? categoricalEstimator(parameter.choices, observed, weights)
    : numericEstimator(parameter, observed as readonly number[], weights);
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

function categoricalEstimator(
  choices: readonly SearchValue[],
  observed: readonly SearchValue[],
  weights: Float64Array,
): Estimator {
  const share = PRIOR_WEIGHT / (observed.length + 1);
  const shares = new Float64Array(choices.length);
  weights.forEach((weight, i) => {
    const total = share * choices.length + (i < observed.length ? 1 : 0);
    const seen = i < observed.length ? choices.indexOf(observed[i]) : -1;
    for (let c = 0; c < choices.length; c++) shares[c] += (weight * (share + (c === seen ? 1 : 0))) / total;
  });
  return {
    draw: (rng) => choices[pick(shares, rng)],
    logDensity: (value) => log(shares[choices.indexOf(value)]),
  };
}

/** A mixture of normal distributions cut off at the bounds: one at each observation and a wide one over all. */
function numericEstimator(parameter: NumericParameter, observed: readonly number[], weights: Float64Array): Estimator {
  const { low, high } = bounds(parameter);
  const step = stepOf(parameter);
  const means = Float64Array.from([...observed.map((value) => toScale(parameter, value)), (low + high) / 2]);
  const widths = widthsOf(means, low, high);
  const mass = (i: number, from: number, to: number) =>
    normalMass((from - means[i]) / widths[i], (to - means[i]) / widths[i]);
  const inside = Float64Array.from(means, (_, i) => mass(i, low, high));
  return {
    draw(rng) {
      const i = pick(weights, rng);
      const place =
        means[i] + widths[i] * drawTruncated((low - means[i]) / widths[i], (high - means[i]) / widths[i], rng);
      return fromScale(parameter, Math.min(high, Math.max(low, place)));
    },
    logDensity(value) {
      const place = toScale(parameter, value as number);
      let density = 0;
      for (let i = 0; i < means.length; i++) {
        const z = (place - means[i]) / widths[i];
        const part =
          step === null
            ? exp(-0.5 * z * z) / (widths[i] * Math.sqrt(2 * Math.PI))
            : mass(i, Math.max(low, place - step / 2), Math.min(high, place + step / 2));
        density += (weights[i] * part) / inside[i];
      }
      return log(density);
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
