import { DataError } from "../errors";
import { bounds, fromScale, stepOf } from "./draw-random";
import { isActive } from "./space";
import type { SearchParameter, SearchPoint, SearchSpace, SearchValue } from "./space";

/** Values of a number without steps that a grid tries. */
const VALUES = 4;
const MOST_POINTS = 10_000;

/**
 * Every combination, settings that do not count left out so that none comes twice. Numbers are tried at `VALUES` places spread evenly
 * over their scale, or at every step where that is fewer.
 *
 * @throws {DataError} "invalid-space" for more than 10,000 combinations
 */
export function gridPoints(space: SearchSpace): readonly SearchPoint[] {
  let points: Record<string, SearchValue>[] = [{}];
  for (const parameter of space) {
    const tried = gridValues(parameter);
    points = points.flatMap((point) =>
      isActive(parameter, point) ? tried.map((value) => ({ ...point, [parameter.path]: value })) : [point],
    );
    if (points.length > MOST_POINTS) {
      throw new DataError(
        "invalid-space",
        `search.space has more than ${MOST_POINTS} combinations: take out a setting, or use TPE`,
        { path: "search.space" },
      );
    }
  }
  return points;
}

function gridValues(parameter: SearchParameter): readonly SearchValue[] {
  if (parameter.kind === "categorical") return parameter.choices;
  const step = stepOf(parameter);
  if (step !== null && (parameter.high - parameter.low) / step < VALUES) {
    const count = Math.floor((parameter.high - parameter.low) / step + 1e-9) + 1;
    return Array.from({ length: count }, (_, i) => parameter.low + i * step);
  }
  const { low, high } = parameter.log ? bounds(parameter) : parameter;
  const values = Array.from({ length: VALUES }, (_, i) =>
    fromScale(parameter, low + (i * (high - low)) / (VALUES - 1)),
  );
  return [...new Set(values)];
}
