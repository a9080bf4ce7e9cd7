import { cleaningExamples, topTokens } from "../../core/text/cleaning-report";
import type { TextCells } from "../../core/text/clean-cells";
import type { CleaningSettings } from "../../core/text/cleaning-options";
import { mergeTokens } from "../../core/text/merge-tokens";
import type { Tokens } from "../../core/text/tokens";
import { sliceCells, takeCells } from "../../core/table/cells";
import type { Table } from "../../core/table/table";
import { resolveInputs } from "../inputs";
import type { CleanView } from "../views";
import type { StageOutputs, StageRun } from "./stage-run";

/** Text handed to one job. Fixed, so that the jobs are the same for any number of workers. */
const BYTES_PER_JOB = 1 << 20;
const ROWS_REPORTED = 1000;
const EXAMPLES = 3;

/** Cleans the text columns in chunks over the pool. */
export async function runClean(run: StageRun): Promise<StageOutputs["clean"]> {
  const { table } = run.outputs.read;
  const { cleaning } = run.experiment;
  const names = resolveInputs(run.experiment, run.outputs.read.view.columns).features.text;
  const columns = textCells(table, names);
  const tokens = columns.length === 0 ? { vocabulary: [], columns: [] } : await cleanInChunks(run, columns, cleaning);
  const step = Math.max(1, Math.floor(table.rowCount / ROWS_REPORTED));
  const sampled = Array.from({ length: Math.min(table.rowCount, ROWS_REPORTED) }, (_, i) => i * step);
  const sample = columns.map(({ name, cells }) => ({ name, cells: takeCells(cells, sampled) }));
  const report = await run.executor.run(
    "cleanReport",
    { columns: sample, rows: sampled.map((_, i) => i), settings: cleaning },
    run,
  );
  const view: CleanView = {
    columns: names,
    tokens: tokens.columns.reduce((sum, { ids }) => sum + ids.length, 0),
    distinct: tokens.vocabulary.length,
    emptyTexts: countEmpty(tokens, table.rowCount),
    ...report,
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
): Promise<Tokens> {
  const rowCount = columns[0].cells.offsets.length - 1;
  const cuts = cutRows(columns, rowCount);
  const total = rowCount;
  const done = cuts.slice(1).map(() => 0);
  const report = () => run.onProgress({ done: done.reduce((sum, rows) => sum + rows, 0), total, unit: "rows" });
  const chunks = await Promise.all(
    cuts.slice(1).map(async (to, i) => {
      const from = cuts[i];
      const chunk = await run.executor.run(
        "cleanChunk",
        { columns: columns.map(({ name, cells }) => ({ name, cells: sliceCells(cells, from, to) })), settings },
        {
          ...(run.signal && { signal: run.signal }),
          onProgress: (progress) => {
            done[i] = progress.done;
            report();
          },
        },
      );
      done[i] = to - from;
      report();
      return chunk;
    }),
  );
  return mergeTokens(chunks);
}

/** Row positions that cut the text into parts of about a job each: 0, ..., rowCount. */
function cutRows(columns: readonly TextCells[], rowCount: number): number[] {
  const cuts = [0];
  let bytes = 0;
  for (let row = 0; row < rowCount; row++) {
    for (const { cells } of columns) bytes += cells.offsets[row + 1] - cells.offsets[row];
    if (bytes < BYTES_PER_JOB || row === rowCount - 1) continue;
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
