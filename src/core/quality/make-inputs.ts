import type { Signal } from "../job";
import type { Role, Table } from "../table/table";
import { columnsWith } from "./check";
import type { QualityChoices, QualityInputs, QualityTarget } from "./check";
import { findRepeats, identitiesOf } from "./find-repeats";
import { postWords } from "./post-words";
import type { QualitySettings } from "./quality-options";

export interface InputParts {
  readonly table: Table;
  readonly roles: Readonly<Record<string, Role>>;
  readonly target: QualityTarget | null;
  readonly split: QualityInputs["split"];
  readonly settings: QualitySettings;
  readonly choices: QualityChoices;
  readonly signal?: Signal;
}

/** What several checks need, worked out once. O(bytes). */
export function makeInputs(parts: InputParts): QualityInputs {
  const { table, roles, split } = parts;
  const used = usedRows(table, split);
  const identities = identitiesOf(parts);
  const texts = new Set(columnsWith({ table, roles }, "text"));
  return {
    ...parts,
    used,
    identities,
    repeats: identities.map((columns) => findRepeats(table, used, columns)),
    words: postWords(
      table.columns.filter(({ name }) => texts.has(name)),
      table.rowCount,
      parts.signal,
    ),
  };
}

function usedRows(table: Table, split: QualityInputs["split"]): Uint32Array {
  if (!split) return Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  const { train, test } = split.rows;
  const all = new Uint32Array(train.length + test.length);
  all.set(train);
  all.set(test, train.length);
  return all.sort();
}
