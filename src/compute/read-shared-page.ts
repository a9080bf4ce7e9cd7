import { packRun } from "../predictor/run-file";
import { findShareData, unpackShare } from "../predictor/share-file";

/**
 * The run of a shared page as a run file, so that it goes through the same checks: what was edited by hand is refused.
 *
 * @throws {DataError} "foreign-file", "damaged-file" or "newer-file"
 */
export function runFileOf(page: Uint8Array): Uint8Array {
  const { run, predictor } = unpackShare(findShareData(new TextDecoder().decode(page)));
  return packRun(run as Parameters<typeof packRun>[0], predictor);
}
