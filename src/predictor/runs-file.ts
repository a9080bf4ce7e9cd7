import { pack, unpack } from "../core/binary/pack";
import { DataError } from "../core/errors";
import type { PredictorValue } from "./predictor-value";
import { checkRun, unpackRun } from "./run-file";
import type { RunRecord } from "./run-file";

const FORMAT = "scorebook-runs";
const VERSION = 1;

/** A run as it travels; without a predictor where the model was removed to make room. */
export interface PackedRun<R extends RunRecord> {
  readonly run: R;
  readonly predictor: PredictorValue | null;
}

/** Several runs as one file, with a checksum over all of it. */
export function packRuns(runs: readonly PackedRun<RunRecord>[]): Uint8Array {
  return pack({ format: FORMAT, version: VERSION, runs });
}

/**
 * The runs of a file, of one run or of several.
 *
 * @throws {DataError} as {@link unpackRun}; a file with one bad run is refused whole
 */
export function unpackRuns<R extends RunRecord>(bytes: Uint8Array): readonly PackedRun<R>[] {
  const content = unpack(bytes) as { format?: unknown; version?: unknown; runs?: readonly PackedRun<R>[] } | null;
  if (content?.format !== FORMAT) return [unpackRun<R>(bytes)];
  if (typeof content.version !== "number" || content.version > VERSION) {
    throw new DataError(
      "newer-file",
      `the file of runs has version ${String(content.version)}, this Scorebook reads up to ${VERSION}: open it with a newer one`,
    );
  }
  if (!Array.isArray(content.runs)) throw new DataError("damaged-file", "the file of runs lacks its runs");
  return content.runs.map(({ run, predictor }) => ({ run: checkRun<R>(run, predictor), predictor }));
}
