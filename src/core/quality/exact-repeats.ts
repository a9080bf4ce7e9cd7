import { finding } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs } from "./check";
import { distinctRepeats, inGroups } from "./find-repeats";
import { counted, listed, percent } from "./phrases";

/** Below this share of the rows repeats move no number. */
const WARN_SHARE = 0.001;

/** Rows that train or test and repeat an earlier one: by what the person chose, or by each id and by all texts. */
export function checkRepeats(inputs: QualityInputs): CheckResult[] {
  const rows = inputs.used;
  const { identities } = inputs;
  if (identities.length === 0) return [];
  const found = distinctRepeats(inputs.repeats);
  if (found.length === 0) {
    const by = listed(identities.map((columns) => columns.join(" + ")));
    return [finding("repeats", "pass", `No row repeats an earlier one by ${by}`)];
  }
  return found.map((repeats) => {
    const { columns } = repeats;
    const count = repeats.rows.length;
    const title = `${counted(count, "row")} ${count === 1 ? "repeats" : "repeat"} an earlier ${listed(columns)} (${percent(count / rows.length)})`;
    return finding("repeats", count / rows.length < WARN_SHARE ? "pass" : "warn", title, {
      columns,
      detail:
        "A repeated post counts more than once in training, and where one copy is tested and another trained on, its target is remembered, not predicted.",
      rows: inGroups(repeats),
      count,
      remedies: repeatRemedies(inputs, columns),
    });
  });
}

/** Ways to keep two copies of a post out of different parts. */
export function repeatRemedies({ split }: QualityInputs, columns: readonly string[]): CheckRemedy[] {
  const dropped = split?.settings.dropDuplicatesBy ?? [];
  // Only one set of columns can be dropped by: where another is at work, replacing it would bring its repeats back.
  const drop =
    dropped.length === 0
      ? [{ label: `Drop repeats by ${listed(columns)}`, change: { split: { dropDuplicatesBy: columns } } }]
      : [];
  const [only] = columns;
  const group =
    columns.length === 1 ? [{ label: `Split by ${only}`, change: { split: { kind: "group", column: only } } }] : [];
  return [...drop, ...group];
}
