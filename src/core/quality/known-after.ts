import { isKnownAfterPosting } from "../read/guess-roles";
import { cellText } from "../table/cells";
import type { Column } from "../table/table";
import { columnPower } from "./column-power";
import { finding, isFeature, roleRemedy, spreadOf } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs } from "./check";
import { counted, listed, percent } from "./phrases";

const WHY = "known only after posting";
const LEFT_BEHIND =
  /^\s*[[(<]?\s*(?:deleted|removed|removed by (?:moderator|reddit)|account deleted|suspended)\s*[\])>]?\s*$/i;
/** "[deleted by user]" is the longest of these. */
const LONGEST = 40;
const SHORTEST = 7;

/**
 * Columns that nobody has at the moment of prediction: by their name (votes, comments), or because some of their values
 * (DELETED) were written when somebody took the post or the account away.
 */
export function checkKnownAfter(inputs: QualityInputs): CheckResult[] {
  const { table, target, roles } = inputs;
  const rows = inputs.used;
  const found = table.columns
    .filter(({ name }) => name !== target?.name && roles[name] !== "target")
    .flatMap((column) => {
      if (isKnownAfterPosting(column.name)) return [byName(inputs, column, rows)];
      const taken = takenAway(column);
      return taken.rows.length > 0 ? [byValue(inputs, column, taken, rows.length)] : [];
    });
  return found.length > 0
    ? found
    : [finding("known-after", "pass", "No column is known only after posting, by name or by values such as DELETED")];
}

function byName(inputs: QualityInputs, column: Column, rows: Uint32Array): CheckResult {
  const { name } = column;
  const power = inputs.target ? columnPower(column, rows, inputs.target.outputs) : 0;
  const alone = inputs.target ? ` Alone it explains ${percent(power)} of ${spreadOf(inputs.target)}.` : "";
  if (!isFeature(inputs, name)) {
    return finding("known-after", "pass", `${name} is known only after posting, and the model is not given it`, {
      columns: [name],
      detail: alone.trim(),
    });
  }
  return finding("known-after", "fail", `${name} is known only after posting, and the model is given it`, {
    columns: [name],
    detail: `Whoever predicts a new post does not have it, so the error on new posts will be larger than the one measured.${alone}`,
    remedies: [roleRemedy(`Leave out ${name}`, name, "ignore", WHY)],
  });
}

function byValue(
  inputs: QualityInputs,
  { name, type }: Column,
  taken: { readonly rows: readonly number[]; readonly values: readonly string[] },
  rowCount: number,
): CheckResult {
  const { rows, values } = taken;
  const said = `${name} is ${listed(values)} in ${counted(rows.length, "row")} (${percent(rows.length / rowCount)})`;
  const isText = type === "text";
  const mended = isText && inputs.choices.stripReddit;
  if (!isFeature(inputs, name) || mended) {
    const use = mended ? "those words are taken out" : "the model is not given it";
    return finding("known-after", "pass", `${said}, known only after posting; ${use}`, { columns: [name], rows });
  }
  const remedy: CheckRemedy = isText
    ? { label: "Take [removed] and [deleted] out of texts", change: { cleaning: { stripReddit: true } } }
    : roleRemedy(`Leave out ${name}`, name, "ignore", WHY);
  return finding("known-after", isText ? "warn" : "fail", `${said}, known only after posting`, {
    columns: [name],
    detail:
      "It was written when the post or the account was taken away, often because of how the post did. A new post never has it.",
    rows,
    remedies: [remedy],
  });
}

/** Rows whose cell says that something was taken away, with the spellings met. */
export function takenAway({ cells, type }: Column): { rows: number[]; values: string[] } {
  const rows: number[] = [];
  const values = new Set<string>();
  if (type === "number" || type === "date") return { rows, values: [] };
  const { bytes, offsets } = cells;
  for (let row = 0; row < offsets.length - 1; row++) {
    const length = offsets[row + 1] - offsets[row];
    if (length < SHORTEST || length > LONGEST || !canBegin(bytes[offsets[row]])) continue;
    const text = cellText(cells, row);
    if (!LEFT_BEHIND.test(text)) continue;
    rows.push(row);
    values.add(text.trim());
  }
  return { rows, values: [...values].slice(0, 3) };
}

/** A blank, a bracket, or the first letter of deleted, removed, account, suspended. */
function canBegin(byte: number): boolean {
  return (
    byte <= 0x20 || byte === 0x5b || byte === 0x28 || byte === 0x3c || "dras".includes(String.fromCharCode(byte | 0x20))
  );
}
