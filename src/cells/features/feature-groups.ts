import {
  CATEGORICAL_OPTIONS,
  DATE_OPTIONS,
  NUMERIC_OPTIONS,
  SHAPE_OPTIONS,
  TFIDF_OPTIONS,
} from "../../core/features/feature-options";
import type { FeatureSettings } from "../../core/features/feature-options";
import type { OptionSpecs } from "../../core/options";
import type { Role } from "../../core/table/table";

export interface FeatureGroup {
  readonly name: keyof FeatureSettings;
  readonly title: string;
  /** what a group without columns says: "no column is used as a date" */
  readonly noun: string;
  readonly role: Role;
  readonly specs: OptionSpecs;
}

/** The blocks of the matrix, each with its options and the use of columns that feeds it. */
export const FEATURE_GROUPS: readonly FeatureGroup[] = [
  { name: "text", title: "Words", noun: "text", role: "text", specs: TFIDF_OPTIONS },
  { name: "categorical", title: "Categories", noun: "a category", role: "categorical", specs: CATEGORICAL_OPTIONS },
  { name: "numeric", title: "Numbers", noun: "a number", role: "numeric", specs: NUMERIC_OPTIONS },
  { name: "date", title: "Dates", noun: "a date", role: "datetime", specs: DATE_OPTIONS },
  { name: "shape", title: "Shape of the text", noun: "text", role: "text", specs: SHAPE_OPTIONS },
];
