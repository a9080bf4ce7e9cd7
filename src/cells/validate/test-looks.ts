import { hashTestPart } from "../../experiment/model-hash";
import type { RunSummary } from "../../pipeline/runs/run-summary";

/** How many models the test part of this run has judged so far, as its newest run says; null where none says. */
export function testLooks(run: RunSummary, runs: readonly RunSummary[]): number | null {
  const part = hashTestPart(run.experiment);
  const counts = runs
    .filter(({ experiment, testLook }) => testLook !== undefined && hashTestPart(experiment) === part)
    .map(({ testLook }) => testLook ?? 0);
  return counts.length > 0 ? Math.max(...counts) : null;
}
