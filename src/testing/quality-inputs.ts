import { defaultOptions } from "../core/options";
import { USUAL_CHOICES } from "../core/quality/check";
import type { QualityChoices, QualityInputs } from "../core/quality/check";
import { makeInputs } from "../core/quality/make-inputs";
import { QUALITY_OPTIONS } from "../core/quality/quality-options";
import type { QualitySettings } from "../core/quality/quality-options";
import { qualityTarget } from "../core/quality/quality-target";
import { drawSplit } from "../core/split/draw-split";
import { SPLIT_OPTIONS } from "../core/split/split-options";
import type { SplitSettings } from "../core/split/split-options";
import type { Role, Table } from "../core/table/table";

const ROLE_OF_TYPE: Readonly<Record<string, Role>> = {
  text: "text",
  number: "numeric",
  category: "categorical",
  date: "datetime",
  id: "id",
  empty: "categorical",
};

export interface QualityCase {
  /** the target has classes: their names, and the index of each row's */
  readonly classes?: { readonly names: readonly string[]; readonly of: readonly number[] };
  readonly roles?: Readonly<Record<string, Role>>;
  /** null for no split at all */
  readonly split?: Partial<SplitSettings> | null;
  readonly settings?: Partial<QualitySettings>;
  readonly choices?: Partial<QualityChoices>;
}

/** What a check is given of a table whose target is the column "score", where it has one. */
export function qualityInputs(table: Table, given: QualityCase = {}): QualityInputs {
  const roles = Object.fromEntries(
    table.columns.map(({ name, type }) => [name, name === "score" ? ("target" as const) : ROLE_OF_TYPE[type]]),
  );
  const column = table.columns.find(({ name }) => name === "score");
  const target =
    given.classes === undefined
      ? column?.values
        ? qualityTarget("score", column.values)
        : null
      : qualityTarget("score", Float64Array.from(given.classes.of), given.classes.names);
  const settings: SplitSettings = { ...defaultOptions(SPLIT_OPTIONS), ...given.split };
  return makeInputs({
    table,
    roles: { ...roles, ...given.roles },
    target,
    split:
      given.split === null || !target
        ? null
        : { rows: drawSplit(table, settings, { targetColumn: "score", hasTarget: null }), settings },
    settings: { ...defaultOptions(QUALITY_OPTIONS), expectations: [], ...given.settings },
    choices: { ...USUAL_CHOICES, ...given.choices },
  });
}

/** `count` values made by a rule of their row. */
export function rowsOf<T>(count: number, make: (row: number) => T): T[] {
  return Array.from({ length: count }, (_, row) => make(row));
}

const WORDS = "river stone cloud copper signal planet muscle glacier falcon enzyme orbit pepper".split(" ");

/** A text of some words that differs from row to row. */
export function someText(row: number): string {
  const word = (k: number) => WORDS[(row * (k + 3) + k * k) % WORDS.length];
  return `${word(1)} ${word(2)} and number${row} with ${word(3)} of case${(row * 7919) % 1009} ${word(4)}`;
}

/** Whole numbers from 0 to 999 that nothing else in a row tells. */
export function noise(row: number, salt = 0): number {
  let state = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  return ((state ^ (state >>> 15)) >>> 0) % 1000;
}
