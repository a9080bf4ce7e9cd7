import { columnPower } from "./column-power";
import { finding, spreadOf } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { amount, percent } from "./phrases";
import { medianOf } from "./rank-values";

/** Of the order of the target, explained by the date alone. */
const DRIFT = 0.1;
const FEWEST_ROWS = 40;
const STRETCHES = 8;

/** A split that ignores time on rows whose target drifts with it: the model is tested on days it has seen both sides of. */
export function checkTimeLeakage(inputs: QualityInputs): CheckResult[] {
  const { table, target, split, roles } = inputs;
  if (!target || !split) return [];
  const dates = table.columns.filter(
    ({ name, type }) => type === "date" && (roles[name] === "datetime" || roles[name] === "ignore"),
  );
  if (dates.length === 0) return [];
  const rows = inputs.used;
  if (rows.length < FEWEST_ROWS) return [];
  const drifts = dates
    .map((column) => ({ column, power: columnPower(column, rows, target.outputs) }))
    .sort((a, b) => b.power - a.power);
  const [{ column, power }] = drifts;
  const { name } = column;
  if (split.settings.kind === "time" || split.settings.kind === "column") {
    const how = split.settings.kind === "time" ? "test posts are the latest" : "a column says which rows test";
    return [finding("time-leakage", "pass", `The split respects time: ${how}`, { columns: [name] })];
  }
  if (power < DRIFT) {
    return [
      finding(
        "time-leakage",
        "pass",
        `${target.name} does not drift with ${name}: it explains ${percent(power)} of ${target.classes ? "it" : "the order"}`,
      ),
    ];
  }
  const values = column.values as Float64Array;
  const dated = rows.filter((row) => Number.isFinite(values[row])).sort((a, b) => values[a] - values[b]);
  const medians = Array.from({ length: STRETCHES }, (_, i) => {
    const at = (share: number) => Math.floor((share * dated.length) / STRETCHES);
    return medianOf(target.values, dated.subarray(at(i), at(i + 1)));
  });
  return [
    finding(
      "time-leakage",
      "warn",
      `${target.name} drifts with ${name} and the split ignores time${target.classes ? "" : `: its median is ${amount(Math.min(...medians))} in one eighth of the time, ${amount(Math.max(...medians))} in another`}`,
      {
        columns: [name],
        detail: `${name} alone explains ${percent(power)} of ${spreadOf(target)}. Test posts lie between training posts in time, later posts will not.`,
        remedies: [{ label: `Split by time (${name})`, change: { split: { kind: "time", column: name } } }],
      },
    ),
  ];
}
