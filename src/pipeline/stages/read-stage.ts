import { DataError } from "../../core/errors";
import type { ColumnType } from "../../core/table/table";
import type { StageOutputs, StageRun } from "./stage-run";

/** Reads the open file in the pool: bytes cross as a handle, the columns come back without being copied. */
export async function runRead(run: StageRun): Promise<StageOutputs["read"]> {
  const { file, bytes, experiment } = run;
  if (!file) throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
  const { delimiter, encoding, header, quote, columns, sha256 } = experiment.data;
  const types: Record<string, ColumnType> = {};
  for (const [name, { type }] of Object.entries(columns)) if (type !== undefined) types[name] = type;
  const { table, view } = await run.executor.run(
    "read",
    { blob: file.blob, ...(bytes && { bytes }), dialect: { delimiter, encoding, header, quote }, types },
    {
      ...(run.signal && { signal: run.signal }),
      ...(bytes && { moved: [bytes] }),
      onProgress: run.onProgress,
      shareResult: true,
    },
  );
  return { table, view: { ...view, file: file.name, sha256 } };
}
