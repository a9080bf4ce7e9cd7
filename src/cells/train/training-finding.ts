import type { History } from "../../core/models/model";
import { formatCount, formatNumber, formatPercent, formatTarget } from "../../ui/format";
import { capitalised, lowestIndex, singular, watchedSeries } from "./training-curve";
import type { Curve, Point } from "./training-curve";

/** A gain below this share of the error is not worth the name. */
const WORTH = 0.01;

/**
 * What the curve says, as the title above it: where a held-back error stopped falling, or that it had not. `isRunning`
 * speaks of a training in progress, where the end is not known.
 */
export function trainingFinding(curve: Curve, history: Pick<History, "points" | "best">, isRunning = false): string {
  const { points } = history;
  const { key, name } = watchedSeries(curve);
  const known = points.filter((point) => Number.isFinite(point[key]));
  if (known.length === 0) return `Training has begun`;
  const step = singular(curve.position);
  const at = (point: Point): string => formatNumber(point[curve.position]);
  const last = known[known.length - 1];
  const first = known[0];
  if (!curve.isError) return `The solver took ${formatCount(last[curve.position], step)}`;
  if (known.length === 1)
    return `${capitalised(errorName(name))} is ${formatTarget(last[key])} after ${step} ${at(last)}`;

  if (name === "validation") {
    const bestIndex = isRunning ? lowestIndex(points, key) : (history.best ?? lowestIndex(points, key));
    const best = points[bestIndex ?? points.length - 1];
    const isLast = best[curve.position] === last[curve.position];
    if (isLast) {
      return isRunning
        ? `Validation is still improving: ${formatTarget(last[key])}`
        : `Validation was still improving at ${step} ${at(last)}`;
    }
    return isRunning
      ? `Validation has not improved since ${step} ${at(best)}`
      : `Validation stopped improving at ${step} ${at(best)}`;
  }

  const settled =
    known.find((_, i) => known.slice(i).every((point) => Math.abs(point[key] / last[key] - 1) <= WORTH)) ?? last;
  const unit = step === "tree" ? "trees" : `${step}s`;
  if (name === "out of bag") {
    // the last tenth of the steps still gained something
    const before = known[Math.floor((known.length - 1) * 0.9)];
    const gain = 1 - last[key] / before[key];
    if (isRunning) return `Out-of-bag error is ${formatTarget(last[key])} after ${at(last)} ${unit}`;
    return gain > WORTH / 2 || settled === last
      ? `Out-of-bag error was still falling at ${at(last)} ${unit}`
      : `Out-of-bag error settled after ${at(settled)} ${unit}`;
  }
  const change = last[key] / first[key] - 1;
  if (Math.abs(change) <= WORTH) return `Training error stayed at ${formatTarget(last[key])}`;
  const verb = isRunning ? (change < 0 ? "is down" : "is up") : change < 0 ? "fell" : "rose";
  return `Training error ${verb} by ${formatPercent(Math.abs(change), 0)} over ${formatNumber(known.length)} ${unit}`;
}

/**
 * How far the error on training rows is below the held-back one at the step that was kept: the part that is memory, not
 * skill. Null where that is little or not known.
 */
export function memorisedNote(curve: Curve, points: readonly Point[], kept = points.length - 1): string | null {
  const watched = watchedSeries(curve);
  const train = curve.series.find(({ name }) => name === "train");
  const last = points[kept];
  if (!train || watched.key === train.key || last === undefined) return null;
  const [seen, held] = [last[train.key], last[watched.key]];
  if (!(seen > 0) || !(held > 0) || held / seen < 1.5) return null;
  return `The error on rows it trained on is ${formatNumber(held / seen, 1)} times smaller: it remembers them.`;
}

function errorName(series: string): string {
  return series === "train" ? "training error" : series === "out of bag" ? "out-of-bag error" : `${series} error`;
}
