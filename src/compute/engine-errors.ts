import { DataError } from "../core/errors";
import type { Progress } from "../core/job";
import { Readings, rowsWhere } from "../core/slices/condition";
import type { Aspect, Condition, Slice } from "../core/slices/slice";
import type { Table } from "../core/table/table";
import type { Experiment } from "../experiment/schema";
import { sharedErrors } from "../pipeline/errors/compare-errors-task";
import { errorRows } from "../pipeline/errors/error-rows";
import type { ErrorRows } from "../pipeline/errors/error-rows";
import type { ErrorComparison, ErrorQuery, ResidualView, SliceReport } from "../pipeline/errors/errors-view";
import { partTable } from "../pipeline/errors/part-table";
import type { Executor } from "../pipeline/executor";
import { sidesOf } from "../pipeline/validate/compare-task";
import type { Run } from "../pipeline/views";
import { abortError } from "./wire-errors";

export interface ErrorMethodsHost {
  readonly executor: Executor;
  readonly pipeline: { readonly experiment: Experiment };
  readonly table: () => Promise<Table>;
  readonly findRun: (id: string) => Promise<Run>;
}

/** What the engine answers about errors. Predictions come from the kept run, texts and columns from the open file. */
export function makeErrorMethods({ executor, pipeline, table, findRun }: ErrorMethodsHost) {
  let slicing: AbortController | null = null;

  /** @throws {DataError} "not-ready" where the open file is not the one the run was judged on */
  async function partOf({ runId, part }: ErrorQuery): Promise<{ run: Run; rows: ErrorRows }> {
    const run = await findRun(runId);
    if (run.experiment.data.sha256 !== pipeline.experiment.data.sha256) {
      throw new DataError("not-ready", `${run.name} was made from ${run.experiment.data.file}: open that file first`);
    }
    return { run, rows: errorRows(run, part) };
  }

  function bootstrapSettings() {
    const { bootstrap, confidence, seed } = pipeline.experiment.evaluation;
    return { resamples: bootstrap, confidence, seed };
  }

  return {
    async slices(query: ErrorQuery, onProgress?: (progress: Progress) => void): Promise<SliceReport> {
      const { run, rows } = await partOf(query);
      slicing?.abort(abortError());
      const controller = new AbortController();
      slicing = controller;
      try {
        return await executor.run(
          "slices",
          {
            query,
            table: partTable(await table(), rows.rows),
            part: rows,
            settings: pipeline.experiment.errors,
            target: run.experiment.problem.target ?? "",
            bootstrap: bootstrapSettings(),
          },
          { signal: controller.signal, ...(onProgress && { onProgress }) },
        );
      } finally {
        if (slicing === controller) slicing = null;
      }
    },

    stopSlices: (): void => slicing?.abort(abortError()),

    async residuals({
      column,
      of,
      ...query
    }: ErrorQuery & { readonly column: string; readonly of: Aspect }): Promise<ResidualView> {
      const { rows } = await partOf(query);
      const only = partTable(await table(), rows.rows, [column]);
      if (only.columns.length === 0) {
        throw new DataError("missing-column", `the table has no column ${JSON.stringify(column)}`, { column });
      }
      return executor.run("residuals", { query, table: only, part: rows, column, of, bootstrap: bootstrapSettings() });
    },

    async compareErrors(firstId: string, secondId: string, slices: readonly Slice[]): Promise<ErrorComparison> {
      const one = await partOf({ runId: firstId, part: "test" });
      const other = await partOf({ runId: secondId, part: "test" });
      // refuses runs of different targets or labels
      sidesOf(one.run, other.run);
      const [first, second] = sharedErrors(one.rows, other.rows);
      const { errors } = pipeline.experiment;
      return executor.run("compareErrors", {
        first,
        second,
        table: partTable(await table(), first.rows, columnsOf(slices)),
        slices,
        settings: errors,
        bootstrap: bootstrapSettings(),
      });
    },

    async rowsWhere(query: ErrorQuery, where: readonly Condition[]): Promise<Uint32Array> {
      const { rows } = (await partOf(query)).rows;
      const names = columnsOf([{ name: "", where }]);
      const only = partTable(await table(), rows, names);
      return rowsWhere(new Readings(only), where).map((place) => rows[place]);
    },
  };
}

function columnsOf(slices: readonly Slice[]): string[] {
  return [...new Set(slices.flatMap(({ where }) => where.map(({ column }) => column)))];
}
