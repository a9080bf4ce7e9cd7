import type { Rng } from "../random/rng";
import { isActive } from "./space";
import type { SearchParameter, SearchPoint, SearchSpace, SearchValue } from "./space";
import { exp, log as ln } from "../portable-math";

/** Every setting on its own and evenly over its range: what is left to beat. */
export function drawRandom(space: SearchSpace, rng: Rng): SearchPoint {
  const values: Record<string, SearchValue> = {};
  for (const parameter of space) if (isActive(parameter, values)) values[parameter.path] = drawValue(parameter, rng);
  return values;
}

export function drawValue(parameter: SearchParameter, rng: Rng): SearchValue {
  if (parameter.kind === "categorical") return parameter.choices[rng.below(parameter.choices.length)];
  const { low, high } = bounds(parameter);
  return fromScale(parameter, low + rng.float() * (high - low));
}

/** The ends on the scale that is drawn from: half a step beyond the first and last value where there are steps. */
export function bounds(parameter: Exclude<SearchParameter, { kind: "categorical" }>): { low: number; high: number } {
  const { low, high, log, kind } = parameter;
  const half = (stepOf(parameter) ?? 0) / 2;
  if (log) {
    return kind === "integer" ? { low: ln(low - 0.5), high: ln(high + 0.5) } : { low: ln(low), high: ln(high) };
  }
  return { low: low - half, high: high + half };
}

/** The distance of the values on a scale that is not logarithmic, or null where they lie anywhere. */
export function stepOf({ kind, log, step }: Exclude<SearchParameter, { kind: "categorical" }>): number | null {
  if (log) return null;
  return step ?? (kind === "integer" ? 1 : null);
}

export function toScale({ log }: Exclude<SearchParameter, { kind: "categorical" }>, value: number): number {
  return log ? ln(value) : value;
}

/** The value that a place on the scale stands for. */
export function fromScale(parameter: Exclude<SearchParameter, { kind: "categorical" }>, place: number): number {
  const { low, high, log, kind } = parameter;
  const within = (value: number) => Math.min(high, Math.max(low, value));
  if (log) return within(kind === "integer" ? Math.round(exp(place)) : exp(place));
  const step = stepOf(parameter);
  if (step === null) return within(place);
  const steps = Math.min(Math.round((place - low) / step), Math.floor((high - low) / step + 1e-9));
  return within(low + steps * step);
}
