import { formatTick } from "../format";

/** On axes: "5k", "0.25", and "1e−8" where zeros would not end. */
export function tickText(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(0).replaceAll("-", "\u2212") : formatTick(value);
}
