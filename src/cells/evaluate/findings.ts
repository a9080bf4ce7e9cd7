import { quantiles } from "../../core/metrics/quantile";
import type { LatencyView } from "../../pipeline/views";
import { formatLatency, formatNumber, formatPercent } from "../../ui/format";
import type { EvaluationPart } from "./evaluation-part";

// Titles of charts say what the data show. Each is computed here, from the points themselves, and changes with them.

type Format = (value: number) => string;

/** Too few points to say anything of them. */
const FEW = 10;

/** Predicted against actual: whether seen posts flatter the picture, else how well predictions order the posts. */
export function scatterFinding(part: EvaluationPart, target: string, format: Format): string {
  const { actual, predicted, seen, seenCount } = part;
  const n = actual.length;
  if (n < FEW) return `Only ${n === 1 ? "1 post" : `${n} posts`} to judge by`;
  if (seen && seenCount >= FEW && n - seenCount >= FEW) {
    const error = (wanted: number): number => rootMeanSquare(part.residual.filter((_, i) => seen[i] === wanted));
    const [onSeen, onUnseen] = [error(1), error(0)];
    if (onSeen < 0.85 * onUnseen) {
      return `Posts seen in training fit better: RMSE ${format(onSeen)} against ${format(onUnseen)}`;
    }
  }
  const agreement = rankCorrelation(actual, predicted);
  if (agreement === null) return `Every prediction is ${format(predicted[0])}`;
  const word =
    agreement >= 0.85
      ? "closely"
      : agreement >= 0.6
        ? "fairly well"
        : agreement >= 0.35
          ? "loosely"
          : agreement >= 0.1
            ? "hardly"
            : "not at all";
  const value = formatNumber(agreement, 2);
  return word === "not at all"
    ? `Predictions do not follow ${target} (rank correlation ${value})`
    : word === "hardly"
      ? `Predictions hardly follow ${target} (rank correlation ${value})`
      : `Predictions follow ${target} ${word} (rank correlation ${value})`;
}

/** Residual against predicted: whether errors grow with the prediction, or are tilted to one side at an end. */
export function residualFinding(part: EvaluationPart, format: Format): string {
  const { predicted, residual } = part;
  if (predicted.length < 3 * FEW) return "Too few posts to compare low and high predictions";
  const third = Math.floor(predicted.length / 3);
  const low = atExtreme(residual, predicted, third, "least");
  const high = atExtreme(residual, predicted, third, "greatest");
  const [lowError, highError] = [rootMeanSquare(low), rootMeanSquare(high)];
  const lowBias = mean(low);
  const highBias = mean(high);
  // an average off by more than two of its standard errors, and worth naming beside the error itself
  const isTilted = (bias: number, error: number): boolean =>
    Math.abs(bias) > 0.25 * error && Math.abs(bias) > (2 * error) / Math.sqrt(third);
  if (isTilted(highBias, highError)) {
    return `The highest predictions are ${format(Math.abs(highBias))} too ${highBias < 0 ? "high" : "low"} on average`;
  }
  if (isTilted(lowBias, lowError)) {
    return `The lowest predictions are ${format(Math.abs(lowBias))} too ${lowBias < 0 ? "high" : "low"} on average`;
  }
  if (highError > 1.5 * lowError) {
    return `Errors grow with the prediction: ${format(lowError)} in the lowest third, ${format(highError)} in the highest`;
  }
  if (lowError > 1.5 * highError) {
    return `Errors shrink with the prediction: ${format(lowError)} in the lowest third, ${format(highError)} in the highest`;
  }
  return `Errors are about as large everywhere: ${format(rootMeanSquare(residual))}`;
}

/** Residual histogram: which side most errors fall on, and which side the far ones. */
export function histogramFinding(residual: ArrayLike<number>): string {
  const n = residual.length;
  if (n === 0) return "No errors to show";
  let tooHigh = 0;
  let exact = 0;
  for (let i = 0; i < n; i++) {
    if (residual[i] < 0) tooHigh++;
    else if (residual[i] === 0) exact++;
  }
  if (exact === n) return "Every post is predicted exactly";
  const share = tooHigh / n;
  const [farLow, farHigh] = quantiles(residual, [0.01, 0.99]);
  const longTail = n < 50 ? null : farHigh > 2 * -farLow ? "too low" : -farLow > 2 * farHigh ? "too high" : null;
  const side = share > 0.55 ? "too high" : share + exact / n < 0.45 ? "too low" : null;
  if (side === null) {
    return longTail
      ? `As many too high as too low, a few far ${longTail}`
      : "As many are predicted too high as too low";
  }
  const most = formatPercent(side === "too high" ? share : 1 - share - exact / n, 0);
  return longTail && longTail !== side
    ? `${most} are predicted ${side}, a few far ${longTail}`
    : `${most} are predicted ${side}`;
}

/** Latency: half of it, and the slow ones where they are much slower. */
export function latencyFinding({ p50, p99 }: LatencyView): string {
  const half = `Half of predictions take under ${formatLatency(p50)}`;
  return p99 > 5 * p50 ? `${half}, one in a hundred over ${formatLatency(p99)}` : half;
}

/** "Training takes 78% of 12.1 s": the largest of some costs. */
export function largestCost(
  costs: readonly { readonly name: string; readonly value: number }[],
  format: Format,
): string {
  const total = costs.reduce((sum, { value }) => sum + value, 0);
  if (!(total > 0)) return "Nothing to measure";
  const largest = costs.reduce((a, b) => (b.value > a.value ? b : a));
  return `${largest.name} takes ${formatPercent(largest.value / total, 0)} of ${format(total)}`;
}

/** Spearman's rank correlation, ties at their mean rank; null where either side is constant. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const ra = ranks(a);
  const rb = ranks(b);
  const middle = (ra.length + 1) / 2;
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < ra.length; i++) {
    product += (ra[i] - middle) * (rb[i] - middle);
    squareA += (ra[i] - middle) ** 2;
    squareB += (rb[i] - middle) ** 2;
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : null;
}

/** Sorted as numbers and looked up: a comparison in JavaScript for each step of a sort would take ten times as long. */
function ranks(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  return Float64Array.from(
    values,
    (value) => (countBelow(sorted, value, false) + countBelow(sorted, value, true) + 1) / 2,
  );
}

/** How many of the sorted values are below `value`, or not above it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value || (orEqual && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Values of `of` at the places of the `count` least of `by`, equal ones in their order; or of the greatest. */
export function atExtreme(of: Float64Array, by: Float64Array, count: number, side: "least" | "greatest"): number[] {
  const sorted = by.toSorted();
  const cut = side === "least" ? sorted[count - 1] : sorted[sorted.length - count];
  const isBeyond = (value: number) => (side === "least" ? value < cut : value > cut);
  let tied = count;
  for (const value of by) if (isBeyond(value)) tied--;
  // Of those equal to the cut, a stable sort puts the first of them among the least and the last among the greatest.
  let skipped = side === "least" ? 0 : by.reduce((sum, value) => sum + (value === cut ? 1 : 0), 0) - tied;
  const taken: number[] = [];
  for (let i = 0; i < by.length; i++) {
    if (isBeyond(by[i])) taken.push(of[i]);
    else if (by[i] === cut && skipped-- <= 0 && tied-- > 0) taken.push(of[i]);
  }
  return taken;
}

function rootMeanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum / Math.max(1, values.length));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
