import { hashTestPart } from "../../experiment/model-hash";
import type { Experiment } from "../../experiment/schema";
import type { RunSummary } from "../../pipeline/runs/run-summary";

const parts = new WeakMap<Experiment, string>();

/** How many models the test part of this run has judged so far, as its newest run says; null where none says. */
export function testLooks(run: RunSummary, runs: readonly RunSummary[]): number | null {
  const part = testPartOf(run.experiment);
  const counts = runs
    .filter(({ experiment, testLook }) => testLook !== undefined && testPartOf(experiment) === part)
    .map(({ testLook }) => testLook ?? 0);
  return counts.length > 0 ? Math.max(...counts) : null;
}

/** Runs never change: each is hashed once, however many there are and however often one is starred. */
function testPartOf(experiment: Experiment): string {
  const known = parts.get(experiment);
  if (known !== undefined) return known;
  const part = hashTestPart(experiment);
  parts.set(experiment, part);
  return part;
}
