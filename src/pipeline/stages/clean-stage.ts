import { cleaningExamples, cleaningReport, topTokens } from "../../core/text/cleaning-report";
import type { RemovedPiece } from "../../core/text/cleaning-report";
import type { TextCells } from "../../core/text/clean-cells";
import type { CleaningSettings } from "../../core/text/cleaning-options";
import { TokenMerger } from "../../core/text/merge-tokens";
import type { Tokens } from "../../core/text/tokens";
import { sliceCells } from "../../core/table/cells";
import type { Table } from "../../core/table/table";
import { resolveInputs } from "../inputs";
import { runInOrder } from "../run-in-order";
import type { CleanView } from "../views";
import type { StageOutputs, StageRun } from "./stage-run";

/**
 * Text handed to one job: one job a worker on small files, two on larger ones, and more of this size on the largest. The
 * tokens are the same wherever the rows are cut; larger jobs decide on fewer words twice, smaller ones report and hold
 * less at once.
 */
const LEAST_BYTES_PER_JOB = 1 << 18;
const BYTES_OF_ONE_JOB_EACH = 1 << 22;
const MOST_BYTES_PER_JOB = 1 << 23;
const ROWS_REPORTED = 400;
const EXAMPLES = 3;

/** Cleans the text columns in chunks over the pool. */
export async function runClean(run: StageRun): Promise<StageOutputs["clean"]> {
  const { table } = run.outputs.read;
  const { cleaning } = run.experiment;
  const names = resolveInputs(run.experiment, run.outputs.read.view.columns).features.text;
  const columns = textCells(table, names);
  const { tokens, removed } =
    columns.length === 0
      ? { tokens: { vocabulary: [], columns: [] }, removed: [] }
      : await cleanInChunks(run, columns, cleaning);
  const view: CleanView = {
    columns: names,
    tokens: tokens.columns.reduce((sum, { ids }) => sum + ids.length, 0),
    distinct: tokens.vocabulary.length,
    emptyTexts: countEmpty(tokens, table.rowCount),
    ...cleaningReport(removed),
    topTokens: topTokens(tokens),
    examples: cleanExamples(table, names, cleaning, firstFilled(tokens, table.rowCount)),
  };
  return { tokens, view };
}

/** What becomes of the texts of the given rows, without running the stage. */
export function cleanExamples(
  table: Table,
  names: readonly string[],
  settings: CleaningSettings,
  rows: readonly number[],
): CleanView["examples"] {
  return cleaningExamples(
    textCells(table, names),
    rows.filter((row) => row >= 0 && row < table.rowCount),
    settings,
  );
}

function textCells(table: Table, names: readonly string[]): TextCells[] {
  return names.map((name) => ({ name, cells: table.columns.find((column) => column.name === name)!.cells }));
}

async function cleanInChunks(
  run: StageRun,
  columns: readonly TextCells[],
  settings: CleaningSettings,
): Promise<{ tokens: Tokens; removed: RemovedPiece[][] }> {
  const total = columns[0].cells.offsets.length - 1;
  const { executor } = run;
  const cuts = cutRows(columns, total, executor.workers);
  const count = cuts.length - 1;
  const done = new Float64Array(count);
  const report = () => run.onProgress({ done: done.reduce((sum, rows) => sum + rows, 0), total, unit: "rows" });
  const merger = new TokenMerger();
  const removed: RemovedPiece[][] = [];
  const step = Math.max(1, Math.floor(total / ROWS_REPORTED));
  await runInOrder(
    { count, width: executor.workers + 1 },
    (job) => {
      const [fromRow, toRow] = [cuts[job], cuts[job + 1]];
      const sampled: number[] = [];
      for (let row = step * Math.ceil(fromRow / step); row < Math.min(toRow, step * ROWS_REPORTED); row += step) {
        sampled.push(row);
      }
      // Where memory is shared the columns go as they are; elsewhere only the rows of the job are copied.
      const range = executor.sharesMemory
        ? { columns, fromRow, toRow, reported: sampled }
        : {
            columns: columns.map(({ name, cells }) => ({ name, cells: sliceCells(cells, fromRow, toRow) })),
            fromRow: 0,
            toRow: toRow - fromRow,
            reported: sampled.map((row) => row - fromRow),
          };
      return executor.run(
        "cleanChunk",
        { ...range, settings },
        {
          ...(run.signal && { signal: run.signal }),
          onProgress: (progress) => {
            done[job] = progress.done;
            report();
          },
        },
      );
    },
    (chunk, job) => {
      done[job] = cuts[job + 1] - cuts[job];
      report();
      merger.add(chunk.tokens);
      removed.push(chunk.removed);
    },
  );
  return { tokens: merger.finish((bytes) => executor.allocate(bytes)), removed };
}

/** Row positions that cut the text into parts of about a job each: 0, ..., rowCount. */
function cutRows(columns: readonly TextCells[], rowCount: number, workers: number): number[] {
  const textBytes = columns.reduce((sum, { cells }) => sum + cells.offsets[rowCount], 0);
  const jobs = textBytes <= BYTES_OF_ONE_JOB_EACH ? workers : 2 * workers;
  const perJob = Math.max(LEAST_BYTES_PER_JOB, Math.min(MOST_BYTES_PER_JOB, Math.ceil(textBytes / jobs)));
  const cuts = [0];
  let bytes = 0;
  for (let row = 0; row < rowCount; row++) {
    for (const { cells } of columns) bytes += cells.offsets[row + 1] - cells.offsets[row];
    if (bytes < perJob || row === rowCount - 1) continue;
    cuts.push(row + 1);
    bytes = 0;
  }
  cuts.push(rowCount);
  return cuts;
}

function countEmpty(tokens: Tokens, rowCount: number): number {
  let empty = 0;
  for (let row = 0; row < rowCount; row++) {
    if (tokens.columns.every(({ offsets }) => offsets[row] === offsets[row + 1])) empty++;
  }
  return empty;
}

function firstFilled(tokens: Tokens, rowCount: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < rowCount && rows.length < EXAMPLES; row++) {
    if (tokens.columns.every(({ offsets }) => offsets[row] < offsets[row + 1])) rows.push(row);
  }
  return rows.length > 0 || rowCount === 0 ? rows : [0];
}
