import { DataError } from "../errors";
import type { JobContext } from "../job";
import { columnNamed } from "./table-columns";
import type { Table } from "../table/table";
import type { Tokens } from "../text/tokens";
import { fitCategorical } from "./categorical/categorical";
import type { FittedCategorical } from "./categorical/categorical";
import { fitDate } from "./date/date";
import type { FittedDate } from "./date/date";
import { layOut } from "./feature-layout";
import type { FeatureInputs } from "./feature-matrix";
import type { FeatureSettings } from "./feature-options";
import { fitNumeric } from "./numeric/numeric";
import type { FittedNumeric } from "./numeric/numeric";
import { fitShape } from "./shape/shape";
import type { FittedShape } from "./shape/shape";
import { fitText } from "./text-block";
import type { FittedText } from "./text-block";

/** Everything learnt from the training rows. JSON and typed arrays only: crosses workers, packs into a file. */
export interface FittedFeatures {
  readonly text: FittedText | null;
  readonly categorical: readonly FittedCategorical[];
  readonly numeric: readonly FittedNumeric[];
  readonly date: readonly FittedDate[];
  readonly shape: readonly FittedShape[];
  /** of the matrix */
  readonly columns: number;
}

export interface FitFeaturesInput {
  readonly table: Table;
  /** of every text column, all rows */
  readonly tokens: Tokens;
  readonly inputs: FeatureInputs;
  readonly settings: FeatureSettings;
  /** positions of the training rows; nothing is learnt from any other */
  readonly rows: Uint32Array;
}

/**
 * Fits every block that is switched on and has columns. O(tokens and cells of the training rows).
 *
 * @throws {DataError} "empty-split" without training rows, "missing-column", "empty-vocabulary", "too-many-categories",
 * "invalid-option", and "no-features" when no column of the matrix comes out
 */
export function fitFeatures(input: FitFeaturesInput, context: JobContext = {}): FittedFeatures {
  const { table, tokens, inputs, settings, rows } = input;
  if (rows.length === 0) throw new DataError("empty-split", "there are no training rows to learn features from");
  const total = 1 + inputs.categorical.length + inputs.numeric.length + inputs.datetime.length + inputs.text.length;
  let done = 0;
  const step = <T>(note: string, fit: () => T): T => {
    context.signal?.throwIfAborted();
    context.onProgress?.({ done: done++, total, note });
    return fit();
  };
  const each = <T>(names: readonly string[], fit: (name: string) => T) =>
    names.map((name) => step(name, () => fit(name)));
  const words = settings.text.enabled && inputs.text.length > 0;
  const blocks = {
    text: words ? step("words", () => fitText(tokens, inputs.text, rows, settings.text)) : null,
    categorical: each(inputs.categorical, (name) =>
      fitCategorical(columnNamed(table, name), rows, settings.categorical),
    ),
    numeric: each(inputs.numeric, (name) => fitNumeric(columnNamed(table, name), rows, settings.numeric)),
    date: each(inputs.datetime, (name) => fitDate(columnNamed(table, name), rows, settings.date)),
    shape: each(inputs.text, (name) => fitShape(columnNamed(table, name), rows, settings.shape)),
  };
  const { columns } = layOut(blocks);
  if (columns === 0) {
    throw new DataError(
      "no-features",
      "no column feeds the model: give a column the role text, categorical, numeric or datetime, or switch a kind of feature on",
    );
  }
  return { ...blocks, columns };
}
