import { quantiles } from "../metrics/quantile";
import { columnsWith, finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { amount, counted, percent } from "./phrases";

/** Of the squared deviation from the mean: from here on a handful of rows decides RMSE. */
const HEAVY_SHARE = 0.25;
/** Robust z: distance from the median in units of 1.4826 times the median distance, a standard deviation for normal values. */
const FAR_Z = 10;

/** Far-out targets where the metric squares them, and far-out numbers where the model is given them as they are. */
export function checkOutliers(inputs: QualityInputs): CheckResult[] {
  const { target, table, settings, choices } = inputs;
  const rows = inputs.used;
  const numbers = new Set(columnsWith(inputs, "numeric"));
  const results = table.columns
    .filter(({ name }) => numbers.has(name))
    .flatMap((column) => {
      const far = farOut(column.values as Float64Array, rows, settings.outlierRange);
      if (!far || far.rows.length === 0 || far.largestZ < FAR_Z || choices.logNumbers) return [];
      const { name } = column;
      const title = `${counted(far.rows.length, "value")} of ${name} (${percent(far.rows.length / rows.length)}) ${far.rows.length === 1 ? "lies" : "lie"} far out: ${bounds(far)}`;
      return [
        finding("outliers", "warn", title, {
          columns: [name],
          detail: `The furthest is ${amount(far.furthest)}, a robust z of ${amount(far.largestZ)}. Linear models and networks follow such values; trees do not mind.`,
          rows: far.rows,
          remedies: [{ label: "Take logarithms of numbers", change: { features: { numeric: { log: true } } } }],
        }),
      ];
    });
  if (target && !target.classes) results.unshift(...ofTarget(inputs, rows));
  return results.length > 0 ? results : [finding("outliers", "pass", "No number lies far out")];
}

function ofTarget(inputs: QualityInputs, rows: Uint32Array): CheckResult[] {
  const { name, values } = inputs.target!;
  const far = farOut(values, rows, inputs.settings.outlierRange);
  if (!far || far.rows.length === 0) return [];
  const count = far.rows.length;
  const weight = `${counted(count, "post")} (${percent(count / rows.length)}) ${count === 1 ? "holds" : "hold"} ${percent(far.share)} of the squared spread of ${name}`;
  const squares = inputs.choices.metric !== "mae";
  if (far.share < HEAVY_SHARE || !squares) {
    const why = squares ? "" : "; the mean absolute error does not square them";
    return [finding("outliers", "pass", `${weight}${why}`, { columns: [name], rows: far.rows })];
  }
  return [
    finding("outliers", "warn", weight, {
      columns: [name],
      detail: `They lie far out (${bounds(far)}, up to ${amount(far.furthest)}). Errors are squared, so these few decide the metric, and another draw of the test part may look very different.`,
      rows: far.rows,
      remedies: [{ label: "Judge by MAE", change: { problem: { metric: "mae" } } }],
    }),
  ];
}

interface FarOut {
  /** the furthest first */
  readonly rows: number[];
  readonly low: number;
  readonly high: number;
  readonly furthest: number;
  readonly largestZ: number;
  /** of the squared deviation from the mean */
  readonly share: number;
}

function bounds({ low, high, rows }: FarOut): string {
  return rows.length === 0 ? "" : `below ${amount(low)} or above ${amount(high)}`;
}

/** Values beyond the quartiles by `range` times their distance (Tukey). Null where the middle half is all the same. */
export function farOut(values: Float64Array, rows: Uint32Array, range: number): FarOut | null {
  const present = rows.filter((row) => Number.isFinite(values[row]));
  if (present.length < 8) return null;
  const sorted = Float64Array.from(present, (row) => values[row]).sort();
  const [q1, median, q3] = quantiles(sorted, [0.25, 0.5, 0.75]);
  if (q1 === q3) return null;
  const low = q1 - range * (q3 - q1);
  const high = q3 + range * (q3 - q1);
  const [typical] = quantiles(
    sorted.map((value) => Math.abs(value - median)),
    [0.5],
  );
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  let all = 0;
  let held = 0;
  const far: number[] = [];
  for (const row of present) {
    const square = (values[row] - mean) ** 2;
    all += square;
    if (values[row] >= low && values[row] <= high) continue;
    held += square;
    far.push(row);
  }
  far.sort((a, b) => Math.abs(values[b] - median) - Math.abs(values[a] - median));
  const furthest = far.length > 0 ? values[far[0]] : median;
  return {
    rows: far,
    low,
    high,
    furthest,
    largestZ: typical > 0 ? Math.abs(furthest - median) / (1.4826 * typical) : 0,
    share: all > 0 ? held / all : 0,
  };
}
