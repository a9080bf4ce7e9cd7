import type { OptionSpecs, OptionsOf } from "../options";

/** A change of a post that a model is tried with. */
export type Change =
  /** neighbouring letters swapped in so many words */
  | { readonly kind: "typos"; readonly count: number }
  | { readonly kind: "case"; readonly to: "lower" | "upper" }
  | { readonly kind: "punctuation"; readonly to: "none" | "exclamation" }
  /** a web address put at the end */
  | { readonly kind: "url" }
  /** first names swapped for others */
  | { readonly kind: "names" }
  | { readonly kind: "add"; readonly text: string; readonly at: "start" | "end" }
  | { readonly kind: "remove"; readonly word: string }
  | { readonly kind: "replace"; readonly word: string; readonly by: string }
  /** another value for a column */
  | { readonly kind: "set"; readonly column: string; readonly value: string };

export type ChangeKind = Change["kind"];

/** Words for each {placeholder} of a template. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** The posts a change is tried on. */
export type PostsSource =
  /** of the test part, spread over all */
  | { readonly kind: "test" }
  /** every way to fill the placeholders from their lists */
  | { readonly kind: "template"; readonly record: Readonly<Record<string, string>>; readonly lists: WordLists };

/** A post and what the model should say of it; the record may have placeholders. */
export interface ExpectedCase {
  readonly record: Readonly<Record<string, string>>;
  readonly min: number | null;
  readonly max: number | null;
  readonly label: string | null;
}

interface Tried {
  readonly name: string;
  readonly posts: PostsSource;
  readonly change: Change;
  /** the text that is changed; null: all of them, and what is put in at an end goes into the first */
  readonly column: string | null;
}

/** What a model should do, whatever its error: CheckList's three kinds of tests (Ribeiro et al. 2020). */
export type BehaviouralTest =
  /** the change should not matter: the same label, or a score that moves by no more than the tolerance */
  | (Tried & {
      readonly kind: "invariance";
      readonly tolerance: number;
      /** in the target's unit, or as a share of the score before */
      readonly tolerated: "absolute" | "relative";
    })
  /** the change should raise or lower the score, or the probability of a label, by at least so much */
  | (Tried & {
      readonly kind: "direction";
      readonly expect: "higher" | "lower";
      readonly by: number;
      /** null for scores */
      readonly label: string | null;
    })
  /** minimum functionality: posts with the range or label each should get */
  | {
      readonly kind: "minimum";
      readonly name: string;
      readonly cases: readonly ExpectedCase[];
      readonly lists: WordLists;
    };

export const BEHAVIOUR_OPTIONS = {
  auto: {
    kind: "boolean",
    default: true,
    label: "After every training",
    help: "Runs the tests as soon as a model is evaluated, where that takes a few seconds at most; else when you press Run.",
  },
  posts: {
    kind: "integer",
    default: 200,
    min: 1,
    max: 5000,
    label: "Posts a test",
    help: "A change is tried on at most so many posts of the test part, or of what a template makes.",
  },
  seed: { kind: "integer", default: 0, min: 0, max: 4294967295, label: "Seed", help: "Of the typos and the names." },
} as const satisfies OptionSpecs;

export interface BehaviourSettings extends OptionsOf<typeof BEHAVIOUR_OPTIONS> {
  readonly tests: readonly BehaviouralTest[];
}

/** A change as a sentence says it: “two typos a post”, “without the word “ice””. */
export function describeChange(change: Change, column: string | null = null): string {
  const where = column === null || change.kind === "set" ? "" : ` in ${column}`;
  switch (change.kind) {
    case "typos":
      return `${change.count === 1 ? "one typo" : `${change.count} typos`}${where}`;
    case "case":
      return `all in ${change.to} case${where}`;
    case "punctuation":
      return `${change.to === "none" ? "no punctuation" : "exclamation marks at the end"}${where}`;
    case "url":
      return `a web address at the end${where}`;
    case "names":
      return `other first names${where}`;
    case "add":
      return `\u201c${change.text}\u201d at the ${change.at}${where}`;
    case "remove":
      return `without the word \u201c${change.word}\u201d${where}`;
    case "replace":
      return `\u201c${change.by}\u201d for \u201c${change.word}\u201d${where}`;
    case "set":
      return `${change.column} set to \u201c${change.value}\u201d`;
  }
}

/** What a test expects, in a line: of a model that predicts labels or of one that predicts scores. */
export function describeTest(test: BehaviouralTest, isLabel: boolean): string {
  switch (test.kind) {
    case "invariance": {
      if (isLabel) return `${describeChange(test.change, test.column)}: the label stays`;
      const tolerance = test.tolerated === "relative" ? `${tidy(test.tolerance * 100)}%` : tidy(test.tolerance);
      return `${describeChange(test.change, test.column)}: the score moves by at most ${tolerance}`;
    }
    case "direction": {
      const what = test.label === null ? "the score" : `the probability of ${test.label}`;
      const by = test.by > 0 ? ` by at least ${tidy(test.by)}` : "";
      return `${describeChange(test.change, test.column)}: ${what} gets ${test.expect}${by}`;
    }
    case "minimum":
      return `${test.cases.length === 1 ? "one post" : `${test.cases.length} posts`} with the range or label expected of each`;
  }
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}
