import { columnPower } from "./column-power";
import { columnsWith, finding, roleRemedy, spreadOf } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { percent } from "./phrases";

const WARN_POWER = 0.7;
const FAIL_POWER = 0.9;

/** Columns that explain nearly all of the target by themselves: mostly the target in another form. */
export function checkGivesAway(inputs: QualityInputs): CheckResult[] {
  const { target, table, signal } = inputs;
  if (!target) return [];
  const rows = inputs.used;
  const names = new Set(columnsWith(inputs, "categorical", "numeric", "datetime"));
  const powers = table.columns
    .filter(({ name }) => names.has(name))
    .map((column) => {
      signal?.throwIfAborted();
      return { name: column.name, power: columnPower(column, rows, target.outputs) };
    })
    .sort((a, b) => b.power - a.power);
  if (powers.length === 0) return [];
  const found = powers.filter(({ power }) => power >= WARN_POWER);
  if (found.length === 0) {
    const [{ name, power }] = powers;
    return [
      finding(
        "gives-away",
        "pass",
        `No single column gives ${target.name} away: ${name} explains most, ${percent(power)} of ${target.classes ? "it" : "its order"}`,
      ),
    ];
  }
  return found.map(({ name, power }) =>
    finding(
      "gives-away",
      power >= FAIL_POWER ? "fail" : "warn",
      `${name} alone explains ${percent(power)} of ${spreadOf(target)}`,
      {
        columns: [name],
        detail: `Measured by a tree on this one column, fitted on half of the rows and judged on the other. Is it known before ${target.name} is?`,
        remedies: [roleRemedy(`Leave out ${name}`, name, "ignore", `gives ${target.name} away`)],
      },
    ),
  );
}
