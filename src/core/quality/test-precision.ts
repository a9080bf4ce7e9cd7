import type { SplitSettings } from "../split/split-options";
import { finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { counted, whole } from "./phrases";

const WARN_WIDTH = 0.2;
/** Of the accuracy, as a share of all posts. */
const WARN_POINTS = 0.05;
const FEWEST = 30;
/** Of a normal distribution, two-sided 95%. */
const Z = 1.96;
const LARGEST_PART = 0.5;

/**
 * How far chance moves the RMSE of the test part, from the spread of the target itself: the standard error of a mean of squares is their
 * standard deviation over the root of n, and the root of a mean moves by half as much.
 */
export function checkTestPrecision({ split, target }: QualityInputs): CheckResult[] {
  if (!split || !target) return [];
  if (target.classes) return [ofAccuracy(split.rows.test.length, split.settings)];
  const values = Float64Array.from(split.rows.test, (row) => target.values[row]);
  const n = values.length;
  const width = relativeWidth(values);
  const said =
    n < FEWEST
      ? `Only ${counted(n, "test post")} to judge by`
      : `${whole(n)} test posts give an RMSE to about ±${Math.round(width * 100)}%`;
  if (n >= FEWEST && width <= WARN_WIDTH) return [finding("test-precision", "pass", said)];
  const { testSize, kind } = split.settings;
  const wanted = Math.min(LARGEST_PART, Math.ceil(testSize * (width / WARN_WIDTH) ** 2 * 20) / 20);
  const canGrow = kind !== "column" && wanted > testSize;
  return [
    finding("test-precision", n < FEWEST ? "fail" : "warn", said, {
      detail: `Differences between models smaller than that are chance. ${Math.abs(width) > 1 ? "A few far-out posts decide it." : "More test posts narrow it, by the root of their number."}`,
      remedies: canGrow
        ? [{ label: `Test on ${Math.round(wanted * 100)}%`, change: { split: { testSize: wanted } } }]
        : [],
    }),
  ];
}

/** At its widest, where half of the posts are hit: half the width of the 95% interval of a share. */
function ofAccuracy(n: number, { testSize, kind }: SplitSettings): CheckResult {
  const width = n === 0 ? 1 : Z * Math.sqrt(0.25 / n);
  const said =
    n < FEWEST
      ? `Only ${counted(n, "test post")} to judge by`
      : `${whole(n)} test posts give the accuracy to about ±${(100 * width).toFixed(1)} points`;
  if (width <= WARN_POINTS) return finding("test-precision", "pass", said);
  const wanted = Math.min(LARGEST_PART, Math.ceil(testSize * (width / WARN_POINTS) ** 2 * 20) / 20);
  return finding("test-precision", n < FEWEST ? "fail" : "warn", said, {
    detail:
      "Differences between models smaller than that are chance. More test posts narrow it, by the root of their number.",
    remedies:
      kind !== "column" && wanted > testSize
        ? [{ label: `Test on ${Math.round(wanted * 100)}%`, change: { split: { testSize: wanted } } }]
        : [],
  });
}

/** Half the width of the 95% interval of the root mean square of the deviations, as a share of it. Infinity below 2 values. */
function relativeWidth(values: Float64Array): number {
  const n = values.length;
  if (n < 2) return Infinity;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let squares = 0;
  let fourths = 0;
  for (const value of values) {
    const square = (value - mean) ** 2;
    squares += square;
    fourths += square ** 2;
  }
  if (squares === 0) return 0;
  const kurtosis = (n * fourths) / squares ** 2;
  return (Z / 2) * Math.sqrt((kurtosis - 1) / n);
}
