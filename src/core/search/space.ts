import { DataError } from "../errors";

/** A value that a search gives to one setting. */
export type SearchValue = string | number | boolean | null;

interface Placed {
  /** where in the experiment it goes: "model.maxDepth", "features.text.enabled" */
  readonly path: string;
  /** tried only while another setting of the space has one of these values */
  readonly when?: { readonly path: string; readonly is: readonly SearchValue[] };
}

export type SearchParameter = Placed &
  (
    | { readonly kind: "categorical"; readonly choices: readonly SearchValue[] }
    | {
        readonly kind: "integer" | "float";
        readonly low: number;
        readonly high: number;
        /** drawn evenly by order of magnitude; `low` must be positive */
        readonly log?: boolean;
        /** the distance of the values tried, from `low` up; not with `log` */
        readonly step?: number;
      }
  );

export type NumericParameter = Extract<SearchParameter, { kind: "integer" | "float" }>;

/** What is tried, in an order in which a condition's setting comes before what depends on it. */
export type SearchSpace = readonly SearchParameter[];

export type SearchPoint = Readonly<Record<string, SearchValue>>;

/**
 * The space with every condition's setting before what depends on it.
 *
 * @throws {DataError} "invalid-space" with the path and the remedy: nothing to try, bounds crossed, a setting twice, no
 * choices, a condition on a setting that is not in the space or goes round in a circle
 */
export function checkSpace(space: SearchSpace): SearchSpace {
  if (space.length === 0) {
    throw invalid("search.space", "is empty: add a setting to try, or take the proposed ones");
  }
  const byPath = new Map<string, SearchParameter>();
  for (const parameter of space) {
    if (byPath.has(parameter.path)) throw invalid(parameter.path, "is in the search space twice: keep one");
    byPath.set(parameter.path, parameter);
    checkParameter(parameter);
  }
  const ordered: SearchParameter[] = [];
  const visit = (parameter: SearchParameter, above: readonly string[]) => {
    if (ordered.includes(parameter)) return;
    if (above.includes(parameter.path)) throw invalid(parameter.path, "depends on itself through its conditions");
    const { when } = parameter;
    if (when) {
      const parent = byPath.get(when.path);
      if (!parent) {
        throw invalid(
          parameter.path,
          `is tried only for some values of ${when.path}, which is not in the space: add it`,
        );
      }
      if (when.is.length === 0) throw invalid(parameter.path, `is tried for no value of ${when.path}: name one`);
      visit(parent, [...above, parameter.path]);
    }
    ordered.push(parameter);
  };
  for (const parameter of space) visit(parameter, []);
  return ordered;
}

function checkParameter(parameter: SearchParameter): void {
  const { path } = parameter;
  if (parameter.kind === "categorical") {
    if (parameter.choices.length === 0) throw invalid(path, "has no choices: name at least one value to try");
    if (new Set(parameter.choices).size < parameter.choices.length) throw invalid(path, "has a choice twice: keep one");
    return;
  }
  const { low, high, log, step, kind } = parameter;
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw invalid(path, `must have numbers as bounds, got ${low} and ${high}`);
  }
  if (low > high) throw invalid(path, `has crossed bounds: from ${low} to ${high}. Swap them`);
  if (kind === "integer" && !(Number.isInteger(low) && Number.isInteger(high))) {
    throw invalid(path, `takes integers, so its bounds must be integers, got ${low} and ${high}`);
  }
  if (log && low <= 0) throw invalid(path, `has a log scale, so its lower bound must be above 0, got ${low}`);
  if (step !== undefined) {
    if (log) throw invalid(path, "has a step and a log scale: choose one of them");
    if (!(step > 0) || (kind === "integer" && !Number.isInteger(step))) {
      throw invalid(path, `must have a step above 0${kind === "integer" ? " and whole" : ""}, got ${step}`);
    }
  }
}

function invalid(path: string, message: string): DataError {
  return new DataError("invalid-space", `${path} ${message}`, { path });
}

/** Whether a setting counts, given the values of those before it. */
export function isActive({ when }: SearchParameter, values: SearchPoint): boolean {
  return !when || (Object.hasOwn(values, when.path) && when.is.includes(values[when.path]));
}
