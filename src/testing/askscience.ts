import { defaultOptions } from "../core/options";
import {
  CATEGORICAL_OPTIONS,
  DATE_OPTIONS,
  NUMERIC_OPTIONS,
  SHAPE_OPTIONS,
  TFIDF_OPTIONS,
} from "../core/features/feature-options";
import type { FeatureSettings } from "../core/features/feature-options";
import { fitFeatures } from "../core/features/fit-features";
import { transformFeatures } from "../core/features/transform-features";
import type { CsrMatrix } from "../core/sparse/csr";
import { takeRows } from "../core/sparse/csr";
import { drawSplit } from "../core/split/draw-split";
import { SPLIT_OPTIONS } from "../core/split/split-options";
import type { SplitRows } from "../core/split/split-rows";
import { cleanCells } from "../core/text/clean-cells";
import { CLEANING_OPTIONS } from "../core/text/cleaning-options";
import { readShared } from "./shared-data";
import { readCsv } from "./table";

/** The two ways the reference numbers were made: all rows and upvote_ratio, or repeated urls dropped and without it. */
export type AskscienceCase = "askscience_ratio" | "askscience_dedup";

export interface AskscienceData {
  readonly split: SplitRows;
  readonly train: { readonly x: CsrMatrix; readonly y: Float64Array };
  readonly test: { readonly x: CsrMatrix; readonly y: Float64Array };
}

/** Matrix, target and split of the reference recipe, from the real file. */
export function readAskscience(name: AskscienceCase): AskscienceData {
  const ratio = name === "askscience_ratio";
  const table = readCsv(readShared("data", "askscience_data.csv"), { title: "text", body: "text", tag: "category" });
  const column = (wanted: string) => table.columns.find((candidate) => candidate.name === wanted)!;
  const text = ["title", "body"];
  const tokens = cleanCells(text.map(column), defaultOptions(CLEANING_OPTIONS), 0, table.rowCount);
  const split = drawSplit(
    table,
    { ...defaultOptions(SPLIT_OPTIONS), dropDuplicatesBy: ratio ? [] : ["url"] },
    { targetColumn: "score", hasTarget: null },
  );
  const inputs = { text, categorical: ["tag"], numeric: ratio ? ["upvote_ratio"] : [], datetime: [] };
  const fitted = fitFeatures({ table, tokens, inputs, settings: settings(), rows: split.train });
  const matrix = transformFeatures(fitted, { table, tokens });
  const target = column("score").values!;
  const part = (rows: Uint32Array) => ({ x: takeRows(matrix, rows), y: Float64Array.from(rows, (row) => target[row]) });
  return { split, train: part(split.train), test: part(split.test) };
}

function settings(): FeatureSettings {
  const shape = Object.fromEntries(Object.keys(SHAPE_OPTIONS).map((name) => [name, false])) as FeatureSettings["shape"];
  return {
    text: defaultOptions(TFIDF_OPTIONS),
    categorical: defaultOptions(CATEGORICAL_OPTIONS),
    numeric: { ...defaultOptions(NUMERIC_OPTIONS), impute: "constant", fill: 0.5 },
    date: defaultOptions(DATE_OPTIONS),
    shape,
  };
}
