import type { FeatureInputs } from "../core/features/feature-matrix";
import { quantiles } from "../core/metrics/quantile";
import { cellText } from "../core/table/cells";
import type { Column, Table } from "../core/table/table";
import type { PredictorInput } from "../predictor/predictor-value";

const CATEGORIES_LISTED = 200;

/** The fields of a form that scores posts: one for each column the features are made of, in the order of the file. */
export function predictorInputs(table: Table, inputs: FeatureInputs, trainRows: Uint32Array): PredictorInput[] {
  return table.columns.flatMap((column): PredictorInput[] => {
    const { name } = column;
    if (inputs.text.includes(name)) return [{ column: name, kind: "text" }];
    if (inputs.categorical.includes(name))
      return [{ column: name, kind: "category", categories: frequentValues(column, trainRows) }];
    if (inputs.numeric.includes(name))
      return [withTypical({ column: name, kind: "number" }, medianOf(column, trainRows)?.toString())];
    if (inputs.datetime.includes(name)) {
      const median = medianOf(column, trainRows);
      return [withTypical({ column: name, kind: "date" }, median === null ? undefined : isoMinute(median))];
    }
    return [];
  });
}

function withTypical(input: PredictorInput, typical: string | undefined): PredictorInput {
  return typical === undefined ? input : { ...input, typical };
}

function frequentValues(column: Column, rows: Uint32Array): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (column.missing[row] === 1) continue;
    const text = cellText(column.cells, row);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, CATEGORIES_LISTED)
    .map(([text]) => text);
}

function medianOf(column: Column, rows: Uint32Array): number | null {
  const { values } = column;
  if (!values) return null;
  const present = Float64Array.from(rows, (row) => values[row]).filter((value) => !Number.isNaN(value));
  return present.length === 0 ? null : quantiles(present, [0.5])[0];
}

function isoMinute(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}
