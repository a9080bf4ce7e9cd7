import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CsrMatrix } from "../../core/sparse/csr";
import { takeRows } from "../../core/sparse/csr";
import { valuesAt } from "../../pipeline/stages/fit-data";
import { targetOf, targetSettings } from "../../pipeline/stages/target";
import { makeTestPipeline } from "../../testing/run-pipeline";
import { RECIPE } from "../recipe";

export interface WrittenMatrix {
  readonly rows: number;
  readonly testRows: number;
  readonly columns: number;
  readonly entries: number;
}

/** Writes what the page's forest is fitted on and judged by, made by the page's own pipeline, for processes that know nothing of it. */
export async function writeMatrix(csv: string, folder: string): Promise<WrittenMatrix> {
  const { pipeline, open } = makeTestPipeline();
  await open(readFileSync(csv), RECIPE);
  const { outputs, experiment } = await pipeline.runStages("features");
  const { matrix } = outputs.features;
  const { values } = targetOf(outputs.read.table, targetSettings(experiment));
  const { train, test } = outputs.split.rows;
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of [["train", train], ["test", test]] as const) {
    writeRows(folder, name, takeRows(matrix, rows), valuesAt(values, rows));
  } // prettier-ignore
  const entries = takeRows(matrix, train).indices.length;
  return { rows: train.length, testRows: test.length, columns: matrix.columns, entries };
}

function writeRows(folder: string, name: string, x: CsrMatrix, y: Float64Array): void {
  const write = (part: string, values: Uint32Array | Float64Array) =>
    writeFileSync(resolve(folder, `${name}-${part}.bin`), values);
  write("indptr", x.indptr);
  write("indices", x.indices);
  write("values", x.values);
  write("target", y);
}
