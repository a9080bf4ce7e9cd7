import type { FeatureInputs } from "../../core/features/feature-matrix";
import type { FeatureSettings } from "../../core/features/feature-options";
import { featureNames } from "../../core/features/feature-names";
import { fitFeatures } from "../../core/features/fit-features";
import { transformFeatures } from "../../core/features/transform-features";
import { vocabularyTable } from "../../core/features/vocabulary-table";
import type { JobContext } from "../../core/job";
import { csrBytes } from "../../core/sparse/csr";
import type { Table } from "../../core/table/table";
import type { Tokens } from "../../core/text/tokens";
import { resolveInputs } from "../inputs";
import type { FeaturesView } from "../views";
import type { StageOutputs, StageRun } from "./stage-run";

export interface FeaturesTask {
  readonly table: Table;
  readonly tokens: Tokens;
  readonly inputs: FeatureInputs;
  readonly settings: FeatureSettings;
  /** the training rows: everything is fitted on these alone */
  readonly rows: Uint32Array;
}

/** Fits the transformers on the training rows and turns every row into a row of the matrix. */
export function runFeatures(run: StageRun): Promise<StageOutputs["features"]> {
  const { read, clean, split } = run.outputs;
  const { features } = resolveInputs(run.experiment, read.view.columns);
  const wanted = new Set([...features.text, ...features.categorical, ...features.numeric, ...features.datetime]);
  const table: Table = {
    rowCount: read.table.rowCount,
    columns: read.table.columns.filter(({ name }) => wanted.has(name)),
  };
  return run.executor.run(
    "features",
    { table, tokens: clean.tokens, inputs: features, settings: run.experiment.features, rows: split.rows.train },
    run,
  );
}

/** The task itself: {@link runFeatures} sends it to the pool. */
export function makeFeatures(
  { table, tokens, inputs, settings, rows }: FeaturesTask,
  context: JobContext,
): StageOutputs["features"] {
  const fitted = fitFeatures({ table, tokens, inputs, settings, rows }, context);
  const matrix = transformFeatures(fitted, { table, tokens }, context);
  const terms = vocabularyTable(fitted, matrix, rows);
  const nonZeros = matrix.indices.length;
  const view: FeaturesView = {
    rows: matrix.rows,
    columns: matrix.columns,
    nonZeros,
    density: matrix.rows * matrix.columns === 0 ? 0 : nonZeros / (matrix.rows * matrix.columns),
    bytes: csrBytes(matrix),
    blocks: countBlocks(featureNames(fitted)),
    terms: terms.length,
  };
  return { fitted, matrix, terms, view };
}

function countBlocks(names: ReturnType<typeof featureNames>): FeaturesView["blocks"] {
  const blocks: { block: (typeof names)[number]["block"]; column: string; columns: number }[] = [];
  for (const { block, column } of names) {
    const last = blocks.at(-1);
    if (last && last.block === block && last.column === column) last.columns++;
    else blocks.push({ block, column, columns: 1 });
  }
  return blocks;
}
