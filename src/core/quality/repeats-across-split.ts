import { splitReport } from "../split/split-report";
import { finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { repeatRemedies } from "./exact-repeats";
import { weightOf } from "./find-repeats";
import { listed, percent, whole } from "./phrases";

/** From this share of the test part on, its error is of another problem than the one that was asked about. */
const FAIL_SHARE = 0.05;
const WARN_SHARE = 0.003;

/** Test posts that repeat a training post, as the split's own report counts them. */
export function checkAcrossSplit(inputs: QualityInputs): CheckResult[] {
  const { identities, split, table } = inputs;
  if (!split) return [];
  if (identities.length === 0) return [];
  const tested = split.rows.test.length;
  const leaks = identities
    .map((columns) => ({
      columns,
      rows: splitReport(table, split.rows, { targetColumn: null, identities: [columns] }).leaks.rows,
    }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => weightOf(b.columns, b.rows.length) - weightOf(a.columns, a.rows.length));
  if (leaks.length === 0) {
    const by = listed(identities.map((columns) => columns.join(" + ")));
    return [finding("repeats-across-split", "pass", `No test post was in training, by ${by}`)];
  }
  const [{ columns, rows }] = leaks;
  const share = rows.length / tested;
  return [
    finding(
      "repeats-across-split",
      share >= FAIL_SHARE ? "fail" : share >= WARN_SHARE ? "warn" : "pass",
      `${whole(rows.length)} of ${whole(tested)} test posts (${percent(share)}) ${rows.length === 1 ? "was" : "were"} seen in training: same ${listed(columns)}`,
      {
        columns,
        detail:
          "A model can remember their target instead of predicting it, so the test error looks smaller than it will be on new posts.",
        rows,
        remedies: repeatRemedies(inputs, columns),
      },
    ),
  ];
}
