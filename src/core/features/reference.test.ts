import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { describeWithShared, readShared, readSharedJson } from "../../testing/shared-data";
import { readCsv } from "../../testing/table";
import { defaultOptions } from "../options";
import { takeRows } from "../sparse/csr";
import { drawSplit } from "../split/draw-split";
import { SPLIT_OPTIONS } from "../split/split-options";
import { cleanCells } from "../text/clean-cells";
import { CLEANING_OPTIONS } from "../text/cleaning-options";
import { CATEGORICAL_OPTIONS, DATE_OPTIONS, NUMERIC_OPTIONS, SHAPE_OPTIONS, TFIDF_OPTIONS } from "./feature-options";
import type { FeatureSettings } from "./feature-options";
import { featureNames, textColumnCount } from "./feature-names";
import { fitFeatures } from "./fit-features";
import type { FittedTfidf } from "./tfidf/fitted-tfidf";
import { transformFeatures } from "./transform-features";
import { makeRecordVectorizer } from "./vectorize-record";

interface Reference {
  readonly tfidf: {
    readonly terms: number;
    readonly nnz: number;
    readonly vocabulary_sha256: string;
    readonly idf: Readonly<Record<string, number>>;
    readonly row0: Readonly<Record<string, number>>;
    readonly column_sums: Readonly<Record<string, number>>;
  };
  readonly matrix: { readonly shape: readonly number[]; readonly nnz: number };
}

const NO_SHAPE = Object.fromEntries(
  Object.keys(SHAPE_OPTIONS).map((name) => [name, false]),
) as FeatureSettings["shape"];
const SETTINGS: FeatureSettings = {
  text: defaultOptions(TFIDF_OPTIONS),
  categorical: defaultOptions(CATEGORICAL_OPTIONS),
  numeric: { ...defaultOptions(NUMERIC_OPTIONS), impute: "constant", fill: 0.5 },
  date: defaultOptions(DATE_OPTIONS),
  shape: NO_SHAPE,
};
const CLEANING = defaultOptions(CLEANING_OPTIONS);

describeWithShared("the askscience recipe against scikit-learn", () => {
  const cases = [
    { name: "askscience_ratio", numeric: ["upvote_ratio"], dropDuplicatesBy: [] },
    { name: "askscience_dedup", numeric: [], dropDuplicatesBy: ["url"] },
  ];

  it.each(cases)("gives the matrix of $name", ({ name, numeric, dropDuplicatesBy }) => {
    const reference = readSharedJson<Reference>("reference", `${name}.json`);
    const table = readCsv(readShared("data", "askscience_data.csv"), { title: "text", body: "text", tag: "category" });
    const text = ["title", "body"];
    const cells = text.map((column) => table.columns.find((c) => c.name === column)!);
    const tokens = cleanCells(cells, CLEANING, 0, table.rowCount);
    const split = drawSplit(
      table,
      { ...defaultOptions(SPLIT_OPTIONS), dropDuplicatesBy },
      { targetColumn: "score", hasTarget: null },
    );
    const fitted = fitFeatures({
      table,
      tokens,
      inputs: { text, categorical: ["tag"], numeric, datetime: [] },
      settings: SETTINGS,
      rows: split.train,
    });
    const all = transformFeatures(fitted, { table, tokens });
    const train = takeRows(all, split.train);
    expect([train.rows, train.columns]).toEqual(reference.matrix.shape);
    expect(train.indices.length).toBe(reference.matrix.nnz);

    const terms = featureNames(fitted)
      .slice(0, textColumnCount(fitted))
      .map(({ label }) => label);
    const sha256 = createHash("sha256").update(terms.join("\n")).digest("hex");
    expect(sha256).toBe(reference.tfidf.vocabulary_sha256);

    const idf = (fitted.text as FittedTfidf).vocabularies[0].idf;
    const sums = new Float64Array(train.columns);
    train.indices.forEach((column, e) => (sums[column] += train.values[e]));
    const close = (values: Readonly<Record<string, number>>, of: (column: number) => number) => {
      for (const [term, value] of Object.entries(values))
        expect(Math.abs(of(terms.indexOf(term)) - value)).toBeLessThan(1e-9);
    };
    close(reference.tfidf.idf, (column) => idf[column]);
    close(reference.tfidf.column_sums, (column) => sums[column]);
    const row0 = takeRows(train, [0]);
    close(reference.tfidf.row0, (column) => row0.values[row0.indices.indexOf(column)]);
    expect(row0.indices.filter((column) => column < terms.length).length).toBe(
      Object.keys(reference.tfidf.row0).length,
    );

    const vectorize = makeRecordVectorizer(fitted, CLEANING);
    const names = [...text, "tag", ...numeric];
    const decoder = new TextDecoder();
    for (let row = 0; row < table.rowCount; row += 7) {
      const record = Object.fromEntries(
        names.map((column) => {
          const { bytes, offsets } = table.columns.find((c) => c.name === column)!.cells;
          return [column, decoder.decode(bytes.subarray(offsets[row], offsets[row + 1]))];
        }),
      );
      expect(vectorize(record).row).toEqual(takeRows(all, [row]));
    }
  });
});
