import type { ColumnType, Role } from "../../core/table/table";
import type { PartialExperiment } from "../../experiment/experiment";
import type { ColumnSettings, Experiment } from "../../experiment/schema";
import type { ColumnView } from "../../pipeline/views";

export const CHOSEN = "chosen by hand";

type Guessed = Pick<ColumnView, "name" | "guessedRole" | "guessedType" | "why">;

export interface ColumnChoice {
  readonly type: ColumnType;
  readonly role: Role;
  /** whether a person, not the guess, decided */
  readonly typeChosen: boolean;
  readonly roleChosen: boolean;
  readonly why: string;
}

/** Type and role in force for a column, and why; `role` as `roleOf` tells it. */
export function columnChoice(column: ColumnView, settings: ColumnSettings | undefined, role: Role): ColumnChoice {
  const type = settings?.type ?? column.guessedType;
  return {
    type,
    role,
    typeChosen: type !== column.guessedType,
    roleChosen: role !== column.guessedRole,
    why: settings?.why ?? column.why,
  };
}

/**
 * The edit that gives a column a role. The target is one setting of the problem, so making a column the target moves it,
 * and giving the target another role leaves the notebook without one.
 */
export function roleEdit(experiment: Experiment, column: Guessed, role: Role): PartialExperiment {
  const { name } = column;
  if (role === "target") return { problem: { target: name } };
  const why = role === column.guessedRole ? column.why : CHOSEN;
  const columns = { data: { columns: { [name]: { role, why } } } };
  return experiment.problem.target === name ? { problem: { target: null }, ...columns } : columns;
}

export function typeEdit(column: Guessed, type: ColumnType): PartialExperiment {
  return { data: { columns: { [column.name]: { type } } } };
}

export function whyEdit(column: Guessed, why: string): PartialExperiment {
  return { data: { columns: { [column.name]: { why } } } };
}
