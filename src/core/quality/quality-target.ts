import type { QualityTarget, TargetOutput } from "./check";
import { rankValues } from "./rank-values";

/** Classes looked at one by one; the rarer ones are too small to say anything of. */
const MOST_CLASSES = 12;

/**
 * A target as the checks take it; null where no row has one. `values` are numbers, or with `classes` their indices, and
 * what is no finite number, or below 0 for a class, is missing.
 */
export function qualityTarget(
  name: string,
  values: Float64Array,
  classes: readonly string[] | null = null,
): QualityTarget | null {
  const clean = values.map((value) => (Number.isFinite(value) && (classes === null || value >= 0) ? value : NaN));
  if (clean.every(Number.isNaN)) return null;
  const outputs = classes === null ? [{ label: null, values: rankValues(clean) }] : classOutputs(clean, classes);
  return { name, values: clean, classes, outputs };
}

function classOutputs(values: Float64Array, classes: readonly string[]): TargetOutput[] {
  const counts = new Uint32Array(classes.length);
  for (const value of values) if (!Number.isNaN(value)) counts[value]++;
  const frequent =
    classes.length === 2
      ? [1]
      : Array.from(counts.keys())
          .sort((a, b) => counts[b] - counts[a] || a - b)
          .slice(0, MOST_CLASSES);
  return frequent.map((index) => ({
    label: classes[index],
    values: values.map((value) => (Number.isNaN(value) ? NaN : value === index ? 1 : 0)),
  }));
}
