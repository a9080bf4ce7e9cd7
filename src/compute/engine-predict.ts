import type { Progress } from "../core/job";
import { cellText } from "../core/table/cells";
import type { Executor } from "../pipeline/executor";
import type { Pipeline } from "../pipeline/pipeline";
import type { Neighbour, Prediction } from "../pipeline/views";
import { nearestRows } from "../predictor/nearest";
import { predictCsvText } from "../predictor/predict-csv";
import { makePredictor } from "../predictor/predictor";
import type { Source } from "./engine-api";
import type { RunShelf } from "./run-shelf";
import { AUTOMATIC_DIALECT, fileOf } from "./source-file";

/** Rows up to which the nearest posts are looked for even if that means making the matrix again after a reload. */
const ROWS_TO_REBUILD_FOR_NEIGHBOURS = 50_000;

export interface PredictHost {
  readonly executor: Executor;
  readonly pipeline: Pipeline;
  readonly shelf: RunShelf;
  readonly isRunning: () => boolean;
  readonly rowsAt: (rows: ArrayLike<number>) => Record<string, string>[];
  readonly fetch: (url: string) => Promise<Response>;
  readonly now: () => number;
}

/** What scores posts by the live run's predictor, one by one and by the file, and finds the posts it learnt from. */
export function makePredictMethods({ executor, pipeline, shelf, isRunning, rowsAt, fetch, now }: PredictHost) {
  async function recordsOf(source: Source, onProgress?: (progress: Progress) => void) {
    const { blob } = await fileOf(source, fetch);
    return executor.run("readRecords", { blob, dialect: AUTOMATIC_DIALECT }, onProgress ? { onProgress } : undefined);
  }

  return {
    predict: (record: Readonly<Record<string, string>>, explain?: string): Prediction =>
      shelf.predictor().predict(record, explain),

    predictBatch: (rows: readonly Readonly<Record<string, string>>[]) => shelf.predictor().predictBatch(rows),

    async predictRecords(source: Source) {
      const predictor = shelf.predictor();
      const { header, rows } = await recordsOf(source);
      return predictor.predictBatch(
        rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""]))),
      );
    },

    async predictCsv(source: Source, onProgress?: (progress: Progress) => void) {
      const predictor = shelf.predictor();
      const { value } = shelf.live!;
      const table = await recordsOf(source, onProgress);
      return predictCsvText(predictor, table, value, onProgress);
    },

    predictorInputs: () => shelf.live?.value.inputs ?? null,

    async nearest(record: Readonly<Record<string, string>>, count: number): Promise<readonly Neighbour[]> {
      shelf.predictor();
      const { value } = shelf.live!;
      const table = pipeline.current("read")?.table;
      if (!table) return [];
      const isSmall = table.rowCount <= ROWS_TO_REBUILD_FOR_NEIGHBOURS;
      if (!pipeline.current("features") && pipeline.currentView("features") && isSmall && !isRunning()) {
        await pipeline.run("features");
      }
      const features = pipeline.current("features");
      const split = pipeline.current("split");
      const target = table.columns.find(({ name }) => name === value.target);
      if (!features || !split || !target) return [];
      const isLabel = value.task === "classification" || !target.values;
      const row = makePredictor({ ...value, features: features.fitted }, now).vectorize(record);
      return nearestRows(features.matrix, features.fitted, split.rows.train, row, count).map((near) => ({
        ...near,
        target: isLabel ? cellText(target.cells, near.row) : target.values![near.row],
        record: rowsAt([near.row])[0],
      }));
    },
  };
}
