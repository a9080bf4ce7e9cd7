import { packShare } from "../../predictor/share-file";
import type { PredictorValue } from "../../predictor/predictor-value";
import type { Run } from "../views";
import { stripRun } from "./strip-run";
import type { SharePage } from "./share-page";

export interface ShareTask {
  readonly page: SharePage;
  readonly run: Run;
  readonly predictor: PredictorValue;
}

/** The data of a shared page, compressed: takes a second for a large forest, so it runs in the pool. */
export function packSharedRun({ page, run, predictor }: ShareTask): Uint8Array {
  return packShare({ page, run: stripRun(run, page.choices), predictor });
}
