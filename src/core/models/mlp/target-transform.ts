import { DataError } from "../../errors";

/** `put = (f(target) - mean) / scale`, with `f` the natural logarithm of 1 + target for "log1p" and nothing otherwise. */
export interface TargetTransform {
  readonly kind: "as-is" | "standardised" | "log1p";
  readonly mean: number;
  readonly scale: number;
}

export const IDENTITY_TARGET: TargetTransform = { kind: "as-is", mean: 0, scale: 1 };

/**
 * Measured on the training target. "log1p" is standardised too, so that the network starts near its target in either
 * case. A constant target has scale 1.
 *
 * @throws {DataError} "not-finite" for a value that is not a number; "invalid-option" for a value of -1 or below with
 *   "log1p", which has no logarithm
 */
export function fitTarget(kind: TargetTransform["kind"], y: Float64Array): TargetTransform {
  for (let i = 0; i < y.length; i++) {
    if (!Number.isFinite(y[i])) {
      throw new DataError("not-finite", `target must be a finite number, got ${y[i]} in training row ${i}`, { row: i });
    }
    if (kind === "log1p" && y[i] <= -1) {
      throw new DataError(
        "invalid-option",
        `target must be above -1 to be put as ln(1 + target), got ${y[i]} in training row ${i}`,
        { path: "target", row: i },
      );
    }
  }
  if (kind === "as-is") return IDENTITY_TARGET;
  const { mean, deviation } = moments(kind === "log1p" ? y.map(Math.log1p) : y);
  return { kind, mean, scale: deviation };
}

/** The target as the network sees it. */
export function putTarget(transform: TargetTransform, value: number): number {
  const raw = transform.kind === "log1p" ? Math.log1p(value) : value;
  return (raw - transform.mean) / transform.scale;
}

/** A prediction in the target's own unit. */
export function ownUnit(transform: TargetTransform, output: number): number {
  const raw = output * transform.scale + transform.mean;
  return transform.kind === "log1p" ? Math.expm1(raw) : raw;
}

/** Mean and standard deviation of `values`; the deviation of a constant is 1. Two passes, so large offsets cost nothing. */
export function moments(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = values.length === 0 ? 0 : sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  const deviation = Math.sqrt(squares / Math.max(1, values.length));
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}
