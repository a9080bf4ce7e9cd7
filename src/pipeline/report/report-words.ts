import { percent, whole } from "../../core/quality/phrases";
import type { Metric } from "../../experiment/metrics";
import type { Interval } from "../views";

const NAMES: Readonly<Record<string, string>> = {
  rmse: "RMSE",
  mse: "MSE",
  mae: "MAE",
  medianAe: "median absolute error",
  r2: "R²",
  accuracy: "accuracy",
  balancedAccuracy: "balanced accuracy",
  macroPrecision: "macro precision",
  macroRecall: "macro recall",
  macroF1: "macro F1",
  weightedF1: "weighted F1",
  logLoss: "log loss",
  brier: "Brier score",
  rocAuc: "ROC AUC",
  averagePrecision: "average precision",
};

/** "RMSE", "macro F1"; a metric without a name of its own keeps its key. */
export function metricName(metric: string): string {
  return NAMES[metric] ?? metric;
}

const IN_TARGET_UNIT: readonly string[] = ["rmse", "mae", "medianAe", "mse"];

/** Of the size of the values it stands among: errors of thousands are whole, shares have three decimals. */
export function figure(metric: Metric | string, value: number): string {
  if (!Number.isFinite(value)) return "–";
  return IN_TARGET_UNIT.includes(metric) ? inUnit(value) : decimals(value, 3);
}

/** "4,727", "12.5", "0.36": about three figures. */
export function inUnit(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  return size >= 100 ? whole(value) : decimals(value, size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

export function decimals(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** "4,080 (3,700 to 4,480)"; the value alone where no interval was drawn. */
export function withInterval(metric: string, interval: Interval | null): string {
  if (!interval) return "undefined";
  const { value, low, high } = interval;
  return low === high
    ? figure(metric, value)
    : `${figure(metric, value)} (${figure(metric, low)} to ${figure(metric, high)})`;
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${whole(ms)} ms` : `${decimals(ms / 1000, 1)} s`;
}

export { percent, whole };
