import type { OptionSpecs, OptionsOf } from "../options";
import type { Expectation } from "./expectation";

export const QUALITY_OPTIONS = {
  sameIf: {
    kind: "columns",
    default: [],
    label: "Same post if equal in",
    help: "Rows equal in all these columns are one post. None chosen: equal in any id column, or in every text.",
  },
  nearDuplicate: {
    kind: "number",
    default: 0.9,
    min: 0.5,
    max: 1,
    label: "Near-duplicates from",
    help: "Share of word triples that two texts have in common (Jaccard). 1 leaves the search out.",
  },
  outlierRange: {
    kind: "number",
    default: 3,
    min: 1,
    max: 20,
    label: "Far out from",
    unit: "quartile ranges",
    help: "Beyond the quartiles by this many times the distance between them.",
  },
  accepted: {
    kind: "words",
    default: [],
    label: "Accepted findings",
    help: "Findings that someone has read and accepts; they no longer warn.",
  },
} as const satisfies OptionSpecs;

export interface QualitySettings extends OptionsOf<typeof QUALITY_OPTIONS> {
  /** rules the columns must keep, in the order they are judged */
  readonly expectations: readonly Expectation[];
}
