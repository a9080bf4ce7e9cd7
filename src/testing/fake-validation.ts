import type { ValidationView } from "../pipeline/validate/validation-view";

const rmse = [64, 58, 63, 60, 61];

/** A cross-validation of ridge in five folds whose figures hang together. */
export const FAKE_VALIDATION: ValidationView = {
  modelHash: "fake",
  kind: "ridge",
  task: "regression",
  metric: "rmse",
  settings: { scheme: "kfold", column: null, folds: 5, repeats: 1, seed: 42 },
  rows: 3200,
  folds: rmse.map((value) => ({
    trainRows: 2560,
    testRows: 640,
    metrics: { rmse: value, mse: value ** 2, mae: 0.8 * value, r2: 0.6 },
    trainMetrics: { rmse: 0.8 * value, mse: (0.8 * value) ** 2, mae: 0.6 * value, r2: 0.75 },
  })),
  confidence: 0.95,
  summary: {
    rmse: { mean: 61.2, sd: 2.39, low: 56.75, high: 65.65 },
    mse: { mean: 3750, sd: 292, low: 3206, high: 4294 },
    mae: { mean: 48.96, sd: 1.91, low: 45.4, high: 52.52 },
    r2: { mean: 0.6, sd: 0, low: 0.6, high: 0.6 },
  },
  chance: { metric: "rmse", kind: "ridge", isStandIn: false, value: 64, shuffled: [98, 101, 97, 99, 103], p: 1 / 6 },
  curve: {
    metric: "rmse",
    folds: 3,
    points: [
      { rows: 256, value: 84, low: 80, high: 88, train: 30 },
      { rows: 1280, value: 66, low: 63, high: 69, train: 44 },
      { rows: 2560, value: 62, low: 59, high: 65, train: 49 },
    ],
  },
};
