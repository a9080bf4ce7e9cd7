import type { Signal } from "../job";
import type { SplitRows } from "../split/split-rows";
import type { SplitSettings } from "../split/split-options";
import type { Role, Table } from "../table/table";
import type { Repeats } from "./find-repeats";
import type { PostWords } from "./post-words";
import type { QualitySettings } from "./quality-options";

export const CHECK_KINDS = [
  "repeats",
  "near-duplicates",
  "repeats-across-split",
  "known-after",
  "gives-away",
  "gives-away-together",
  "target-in-text",
  "ids-as-features",
  "time-leakage",
  "group-leakage",
  "empty-columns",
  "missing",
  "outliers",
  "class-imbalance",
  "label-conflicts",
  "label-errors",
  "few-rows",
  "test-precision",
  "unreadable",
  "unseen-categories",
  "mojibake",
  "expectation",
] as const;

export type CheckKind = (typeof CHECK_KINDS)[number];

export type CheckStatus = "pass" | "warn" | "fail";

/** A change of the experiment that settles a finding. */
export interface CheckRemedy {
  /** the result, as a button says it: "Drop repeats by url" */
  readonly label: string;
  readonly change: Readonly<Record<string, unknown>>;
}

export interface CheckResult {
  /** the same finding has the same id whatever its numbers: kind and columns */
  readonly id: string;
  readonly kind: CheckKind;
  readonly status: CheckStatus;
  /** the finding in one sentence, with its numbers */
  readonly title: string;
  /** what it does to the numbers, and on what it rests; empty for a pass that says it all */
  readonly detail: string;
  /** how many rows show it, and the first of them (0-based, at most 200; repeats stand after what they repeat) */
  readonly evidence: { readonly rows: readonly number[]; readonly count: number };
  readonly columns: readonly string[];
  /** the best first; empty where only the data themselves can be mended */
  readonly remedies: readonly CheckRemedy[];
}

export interface QualityTarget {
  readonly name: string;
  /** the number, or the index of the class; NaN where a row has none */
  readonly values: Float64Array;
  /** names of the classes, null for a number */
  readonly classes: readonly string[] | null;
  /**
   * What columns and words are held against; NaN where a row has no target. Of a number one list: the place of each value
   * among all, 0 to 1, ties sharing theirs. Of classes one for each of the most frequent: 1 where the row is of it, else 0;
   * of two classes the second is enough.
   */
  readonly outputs: readonly TargetOutput[];
}

export interface TargetOutput {
  /** the class, null for a number */
  readonly label: string | null;
  readonly values: Float64Array;
}

/** What every check is given. */
export interface QualityInputs {
  readonly table: Table;
  /** the role in force of every column */
  readonly roles: Readonly<Record<string, Role>>;
  /** null where there is none, or it is not a number */
  readonly target: QualityTarget | null;
  /** null where no split can be drawn */
  readonly split: { readonly rows: SplitRows; readonly settings: SplitSettings } | null;
  readonly settings: QualitySettings;
  /** the rows that train or test a model, ascending; all rows where there is no split */
  readonly used: Uint32Array;
  /** what makes two rows the same post: groups of columns */
  readonly identities: readonly (readonly string[])[];
  /** the used rows that repeat an earlier one, by identity */
  readonly repeats: readonly Repeats[];
  /** the words of every row, over all text columns */
  readonly words: PostWords;
  /** the parts of the other settings that checks look at */
  readonly choices: QualityChoices;
  /** asked every few milliseconds by checks that take longer */
  readonly signal?: Signal;
}

export interface QualityChoices {
  readonly encoding: string;
  readonly metric: string;
  readonly stripReddit: boolean;
  readonly numbersInText: string;
  readonly emptyTextFeature: boolean;
  readonly logNumbers: boolean;
  readonly rarestCategory: number;
}

/** What the choices are where nobody chose; tests begin here. */
export const USUAL_CHOICES: QualityChoices = {
  encoding: "utf-8",
  metric: "rmse",
  stripReddit: false,
  numbersInText: "keep",
  emptyTextFeature: true,
  logNumbers: false,
  rarestCategory: 1,
};

const ROWS_KEPT = 200;

/** A finding from its parts; `rows` may be longer than what is kept. */
export function finding(
  kind: CheckKind,
  status: CheckStatus,
  title: string,
  more: {
    readonly columns?: readonly string[];
    readonly detail?: string;
    readonly rows?: ArrayLike<number>;
    /** where it is not the length of `rows` */
    readonly count?: number;
    readonly remedies?: readonly CheckRemedy[];
  } = {},
): CheckResult {
  const { columns = [], detail = "", rows = [], count = rows.length, remedies = [] } = more;
  return {
    id: [kind, ...columns].join(":"),
    kind,
    status,
    title,
    detail,
    evidence: { rows: Array.from({ length: Math.min(rows.length, ROWS_KEPT) }, (_, i) => rows[i]), count },
    columns,
    remedies,
  };
}

/** A change of one column's role, with its reason. */
export function roleRemedy(label: string, column: string, role: Role, why: string): CheckRemedy {
  return { label, change: { data: { columns: { [column]: { role, why } } } } };
}

/** What is explained of a target: "the order of score", "label". */
export function spreadOf({ name, classes }: QualityTarget): string {
  return classes ? name : `the order of ${name}`;
}

/** Roles whose columns the model is given. */
const FEATURE_ROLES: readonly Role[] = ["text", "categorical", "numeric", "datetime"];

export function isFeature({ roles }: QualityInputs, column: string): boolean {
  return FEATURE_ROLES.includes(roles[column] ?? "ignore");
}

/** Names of the columns of a role, in the table's order. */
export function columnsWith(
  { table, roles }: Pick<QualityInputs, "table" | "roles">,
  ...wanted: readonly Role[]
): string[] {
  return table.columns.map(({ name }) => name).filter((name) => wanted.includes(roles[name] ?? "ignore"));
}
