import { codeRows } from "../split/row-codes";
import { columnsWith, finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { repeatRemedies } from "./exact-repeats";
import { counted, is, percent } from "./phrases";

/** Below this share of the rows contradictions move no number. */
const WARN_SHARE = 0.001;
const EXAMPLES = 2;

/** Posts with the very same texts and different labels: one of them is wrong, or the text does not decide. */
export function checkLabelConflicts(inputs: QualityInputs): CheckResult[] {
  const { target, table, used } = inputs;
  const texts = columnsWith(inputs, "text");
  if (!target?.classes || texts.length === 0) return [];
  const { name, values, classes } = target;
  const { codes } = codeRows(table, texts);
  const empty = table.columns.filter((column) => texts.includes(column.name));
  const groups = new Map<number, number[]>();
  for (const row of used) {
    if (Number.isNaN(values[row]) || empty.every(({ missing }) => missing[row] === 1)) continue;
    const group = groups.get(codes[row]);
    if (group) group.push(row);
    else groups.set(codes[row], [row]);
  }
  const torn = [...groups.values()].filter((group) => group.some((row) => values[row] !== values[group[0]]));
  if (torn.length === 0) {
    return [finding("label-conflicts", "pass", `No text stands twice with a different ${name}`)];
  }
  const rows = torn.flat();
  const share = rows.length / used.length;
  // whatever is answered for such a text, the rows of its rarer labels are wrong
  const lost = torn.reduce((sum, group) => sum + group.length - mostOfOne(group, values), 0);
  const examples = torn
    .slice(0, EXAMPLES)
    .map((group) => [...new Set(group.map((row) => classes[values[row]]))].join(" and "))
    .join("; ");
  return [
    finding(
      "label-conflicts",
      share < WARN_SHARE ? "pass" : "warn",
      `${counted(torn.length, "text")} ${torn.length === 1 ? "stands" : "stand"} more than once with a different ${name}: ${counted(rows.length, "row")} (${percent(share)})`,
      {
        columns: texts,
        detail: `For example ${examples}. ${counted(lost, "row")} of them ${is(lost)} bound to be missed by any model of the text, whatever it answers.`,
        rows,
        remedies: repeatRemedies(inputs, texts),
      },
    ),
  ];
}

function mostOfOne(group: readonly number[], values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const row of group) counts.set(values[row], (counts.get(values[row]) ?? 0) + 1);
  return Math.max(...counts.values());
}
