import { CLASS_OPTIONS } from "../core/classes/class-options";
import {
  CATEGORICAL_OPTIONS,
  DATE_OPTIONS,
  NUMERIC_OPTIONS,
  SHAPE_OPTIONS,
  TFIDF_OPTIONS,
} from "../core/features/feature-options";
import { EVALUATION_OPTIONS } from "../core/metrics/evaluation-options";
import type { OptionSpecs } from "../core/options";
import { QUALITY_OPTIONS } from "../core/quality/quality-options";
import { SPLIT_OPTIONS } from "../core/split/split-options";
import { VALIDATION_OPTIONS } from "../core/split/validation-options";
import { CLEANING_OPTIONS } from "../core/text/cleaning-options";

/** The tables of options by the path of the document that they describe; the model's depends on its kind. */
export const OPTION_PARTS: Readonly<Record<string, OptionSpecs>> = {
  cleaning: CLEANING_OPTIONS,
  "features.text": TFIDF_OPTIONS,
  "features.categorical": CATEGORICAL_OPTIONS,
  "features.numeric": NUMERIC_OPTIONS,
  "features.date": DATE_OPTIONS,
  "features.shape": SHAPE_OPTIONS,
  split: SPLIT_OPTIONS,
  classes: CLASS_OPTIONS,
  quality: QUALITY_OPTIONS,
  evaluation: EVALUATION_OPTIONS,
  validation: VALIDATION_OPTIONS,
};
