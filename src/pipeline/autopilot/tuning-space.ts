import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { OptionSpecs } from "../../core/options";
import type { SearchParameter, SearchSpace } from "../../core/search/space";
import type { ModelSettings } from "../../experiment/schema";
import { proposedParameter } from "../../experiment/search-space";

/** More trees are only ever better, and a deepest level says again what leaves do. */
const LEFT_ALONE = new Set(["trees", "maxDepth"]);
const REACH = 3;

/** The ranges of the model's options, drawn in around where they stand. */
export function tuningSpace({ kind, ...options }: ModelSettings): SearchSpace {
  const specs: OptionSpecs = MODEL_DESCRIPTIONS[kind].options;
  return Object.entries(specs).flatMap(([name, spec]) =>
    "search" in spec && spec.search && !LEFT_ALONE.has(name)
      ? [around(proposedParameter(`model.${name}`, spec), options[name])]
      : [],
  );
}

function around(parameter: SearchParameter, value: unknown): SearchParameter {
  if (parameter.kind === "categorical" || !parameter.log || typeof value !== "number" || value <= 0) return parameter;
  const round = parameter.kind === "integer" ? Math.round : (x: number) => x;
  const low = round(Math.max(parameter.low, value / REACH));
  const high = round(Math.min(parameter.high, value * REACH));
  return low < high ? { ...parameter, low, high } : parameter;
}
