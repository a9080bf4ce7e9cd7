import type { Results } from "../results";
import { reportNotMet } from "./checks";
import { reportComparison } from "./report-comparison";
import { reportCancelling, reportGrowth } from "./report-growth";
import { reportLimits } from "./report-limits";
import { reportPeers } from "./report-peers";

/** The whole of RESULTS.md. */
export function renderResults(results: Results): string {
  const { comparison, peers, growth, cancel } = results;
  return [
    "# Results of `npm run bench`",
    "",
    "All figures are medians; the range in brackets is the lowest and highest. Each part says when and on what it was measured; a run replaces the parts it measures",
    "and leaves the others. Written from [results.json](results.json).",
    "",
    ...(comparison ? reportComparison(comparison) : []),
    ...reportPeers(peers),
    ...reportGrowth(growth),
    ...(cancel ? reportCancelling(cancel) : []),
    ...(comparison ? reportLimits(comparison) : []),
    ...reportNotMet(results),
  ].join("\n");
}
