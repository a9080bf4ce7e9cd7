import type { FeatureInputs } from "../../core/features/feature-matrix";
import type { FeatureSettings } from "../../core/features/feature-options";
import { columnNamed, isMissing } from "../../core/split/row-codes";
import type { Table } from "../../core/table/table";
import type { PartialExperiment } from "../../experiment/experiment";
import type { Experiment } from "../../experiment/schema";

/** One way to treat missing values, and the settings that come with it. */
export interface MissingChoice {
  /** "median", "drop:score": unlike any other's */
  readonly id: string;
  readonly kind: "numbers" | "categories" | "rows";
  /** the columns it is about */
  readonly columns: readonly string[];
  /** "their median" */
  readonly label: string;
  /** training posts that lack a value in any of the columns */
  readonly rows: number;
  /** whether the experiment does this as it stands */
  readonly isPresent: boolean;
  /** what applying it edits */
  readonly change: PartialExperiment;
  readonly features: FeatureSettings;
  /** training rows that lack a value in any of these are left out */
  readonly without: readonly string[];
}

/** Columns for which leaving rows out is compared: those that miss most. */
const MOST_COLUMNS = 6;
/** A column that lacks more than this share cannot be a condition for keeping a row. */
const MOST_MISSING = 0.9;

const IMPUTE_LABELS = { median: "their median", mean: "their mean", constant: "a constant", none: "left missing" };
const CATEGORY_LABELS = { category: "a category of its own", zeros: "all zeros" };

/**
 * What can be done about the inputs' missing values among `rows`: for numbers median, mean or a constant; for categories one
 * of their own or none; for any column leaving out the rows that lack it. Settings of numbers and of categories hold for all
 * such columns. Empty where nothing is missing.
 */
export function missingChoices(
  { features, split }: Pick<Experiment, "features" | "split">,
  inputs: FeatureInputs,
  table: Table,
  rows: Uint32Array,
): MissingChoice[] {
  const lacking = (names: readonly string[]) => {
    const columns = names.map((name) => columnNamed(table, name));
    return rows.reduce((sum, row) => sum + (columns.some((column) => isMissing(column, row)) ? 1 : 0), 0);
  };
  const without = split.dropMissingIn.filter((name) => table.columns.some((column) => column.name === name));
  const incomplete = (names: readonly string[]) => names.filter((name) => lacking([name]) > 0);
  const numbers = incomplete(inputs.numeric);
  const categories = incomplete(inputs.categorical);
  const { impute: now, fill } = features.numeric;
  const { missing } = features.categorical;
  const imputes = [...new Set([now, "median", "mean", "constant"] as const)];
  const fills = numbers.length === 0 ? [] : imputes;
  const codings = categories.length === 0 ? [] : ([missing, missing === "category" ? "zeros" : "category"] as const);
  const dropped = [...new Set([...numbers, ...categories, ...incomplete(inputs.text), ...incomplete(inputs.datetime)])]
    .map((name) => ({ name, count: lacking([name]) }))
    .filter(({ name, count }) => without.includes(name) || count <= MOST_MISSING * rows.length)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_COLUMNS);
  return [
    ...fills.map((impute): MissingChoice => ({
      id: impute,
      kind: "numbers",
      columns: numbers,
      label: impute === "constant" ? `${IMPUTE_LABELS.constant}, ${fill}` : IMPUTE_LABELS[impute],
      rows: lacking(numbers),
      isPresent: impute === now,
      change: { features: { numeric: { impute } } },
      features: { ...features, numeric: { ...features.numeric, impute } },
      without,
    })),
    ...codings.map((coding): MissingChoice => ({
      id: coding,
      kind: "categories",
      columns: categories,
      label: CATEGORY_LABELS[coding],
      rows: lacking(categories),
      isPresent: coding === missing,
      change: { features: { categorical: { missing: coding } } },
      features: { ...features, categorical: { ...features.categorical, missing: coding } },
      without,
    })),
    ...dropped.map(({ name, count }): MissingChoice => {
      const isDropped = without.includes(name);
      const next = isDropped ? without.filter((other) => other !== name) : [...without, name];
      return {
        id: `rows:${name}`,
        kind: "rows",
        columns: [name],
        label: isDropped ? `keep the rows without ${name}` : `leave out the rows without ${name}`,
        rows: count,
        isPresent: false,
        change: { split: { dropMissingIn: next } },
        features,
        without: next,
      };
    }),
  ];
}

/** The rows that have a value in every one of the columns. */
export function rowsHaving(table: Table, names: readonly string[], rows: Uint32Array): Uint32Array {
  const columns = names.map((name) => columnNamed(table, name));
  return rows.filter((row) => !columns.some((column) => isMissing(column, row)));
}
