import { hashTestPart } from "../../experiment/model-hash";
import type { Run } from "../../pipeline/views";

/** How many models the test part of this run has judged so far, as its newest run says; null where none says. */
export function testLooks(run: Run, runs: readonly Run[]): number | null {
  const part = hashTestPart(run.experiment);
  const counts = runs
    .filter(({ experiment, testLook }) => testLook !== undefined && hashTestPart(experiment) === part)
    .map(({ testLook }) => testLook ?? 0);
  return counts.length > 0 ? Math.max(...counts) : null;
}
