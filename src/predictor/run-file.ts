import { pack, unpack } from "../core/binary/pack";
import { DataError } from "../core/errors";
import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import { hashExperiment } from "../experiment/content-hash";
import { parseExperiment } from "../experiment/experiment";
import type { PredictorValue } from "./predictor-value";

const FORMAT = "scorebook-run";
const VERSION = 1;

/** What of a run this file format knows by name; the rest of the record travels along. */
export interface RunRecord {
  readonly id: string;
  readonly hash: string;
  readonly experiment: unknown;
}

/** A run and its predictor as one file: experiment, metrics, model, hashes and a checksum over all of it. */
export function packRun(run: RunRecord, predictor: PredictorValue): Uint8Array {
  return pack({ format: FORMAT, version: VERSION, run, predictor });
}

/**
 * The run and predictor of a file. Predictions are those of the page that wrote it, to the last bit.
 *
 * @throws {DataError} "foreign-file" for a file of something else, "damaged-file" where bytes are missing or changed,
 * or its experiment is not the one its hash names, "newer-file" for one of a later Scorebook
 */
export function unpackRun<R extends RunRecord>(bytes: Uint8Array): { run: R; predictor: PredictorValue } {
  const content = unpack(bytes) as {
    format?: unknown;
    version?: unknown;
    run?: R;
    predictor?: PredictorValue;
  } | null;
  if (content?.format !== FORMAT) {
    throw new DataError(
      "foreign-file",
      `this file holds no run: its format is ${JSON.stringify(content?.format ?? null)}, expected "${FORMAT}"`,
    );
  }
  if (typeof content.version !== "number" || content.version > VERSION) {
    throw new DataError(
      "newer-file",
      `the run file has version ${String(content.version)}, this Scorebook reads up to ${VERSION}: open it with a newer one`,
    );
  }
  const { run, predictor } = content;
  if (!predictor) throw new DataError("damaged-file", "the run file lacks its model");
  return { run: checkRun(run, predictor), predictor };
}

/**
 * The run of a file, its experiment validated and migrated.
 *
 * @throws {DataError} "damaged-file" where it is not one, its model is of an unknown kind, or its hash is another experiment's
 */
export function checkRun<R extends RunRecord>(run: R | undefined, predictor: PredictorValue | null): R {
  if (!run || (predictor && !Object.hasOwn(MODEL_DESCRIPTIONS, predictor.modelKind))) {
    throw new DataError("damaged-file", "the run file lacks its run or a model this Scorebook knows");
  }
  const experiment = parseExperiment(run.experiment);
  const hash = hashExperiment(run.experiment as object);
  if (hash !== run.hash) {
    throw new DataError(
      "damaged-file",
      "the experiment in the run file is not the one its hash was made of: it was edited by hand",
      { expected: run.hash, got: hash },
    );
  }
  return { ...run, experiment } as R;
}
