import { bounds, toScale } from "./draw-random";
import type { SearchParameter, SearchValue } from "./space";
import type { FinishedTrial } from "./trial";

/** Where a value lies between the ends of its setting, 0 to 1 on the scale it is drawn from. */
export function placeOf(parameter: SearchParameter, value: SearchValue): number {
  if (parameter.kind === "categorical") {
    const { choices } = parameter;
    return choices.length === 1 ? 0.5 : choices.indexOf(value) / (choices.length - 1);
  }
  const { low, high } = bounds(parameter);
  return high > low ? (toScale(parameter, value as number) - low) / (high - low) : 0.5;
}

const BINS = 4;

/**
 * How much of what differs between complete trials goes with each setting alone: omega squared of a one-way analysis of variance
 * of the loss, over the choices, or over four bins of equal numbers of trials. 0 where chance would do as well; null with fewer than
 * eight trials that have the setting.
 */
export function settingImportance(parameter: SearchParameter, trials: readonly FinishedTrial[]): number | null {
  const seen = trials.filter(({ state, values }) => state === "complete" && Object.hasOwn(values, parameter.path));
  if (seen.length < 2 * BINS) return null;
  const placed = seen
    .map(({ values, loss }) => ({ place: placeOf(parameter, values[parameter.path]), loss: loss! }))
    .sort((a, b) => a.place - b.place);
  const groups = new Map<number, number[]>();
  placed.forEach(({ place, loss }) => {
    // Equal values are in one bin, that of the first of them.
    const first = placed.findIndex((other) => other.place === place);
    const group = parameter.kind === "categorical" ? place : Math.floor((first * BINS) / placed.length);
    groups.set(group, [...(groups.get(group) ?? []), loss]);
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centre = mean(placed.map(({ loss }) => loss));
  const total = placed.reduce((sum, { loss }) => sum + (loss - centre) ** 2, 0);
  let between = 0;
  for (const losses of groups.values()) between += losses.length * (mean(losses) - centre) ** 2;
  const freedom = groups.size - 1;
  const rest = placed.length - groups.size;
  if (total === 0 || freedom === 0 || rest <= 0) return 0;
  const noise = (total - between) / rest;
  return Math.max(0, (between - freedom * noise) / (total + noise));
}
