import { describeChange } from "../../core/behaviour/behavioural-test";
import type {
  BehaviouralTest,
  Change,
  ChangeKind,
  ExpectedCase,
  PostsSource,
  WordLists,
} from "../../core/behaviour/behavioural-test";
import { papaRows } from "../../core/read/papa-rows";

/** A test as it stands in the form. */
export interface TestDraft {
  readonly kind: BehaviouralTest["kind"];
  readonly name: string;
  readonly change: ChangeKind;
  /** what the change puts in, takes out or sets */
  readonly text: string;
  readonly word: string;
  readonly count: string;
  readonly at: "start" | "end";
  readonly caseTo: "lower" | "upper";
  readonly punctuationTo: "none" | "exclamation";
  /** "" for all texts */
  readonly column: string;
  readonly setColumn: string;
  readonly tolerance: string;
  readonly tolerated: "absolute" | "relative";
  readonly expect: "higher" | "lower";
  readonly by: string;
  readonly label: string;
  readonly posts: PostsSource["kind"];
  /** of the template, by column */
  readonly record: Readonly<Record<string, string>>;
  /** "name: a, b, c", one a line */
  readonly lists: string;
  /** CSV with a header: inputs, and min, max or label */
  readonly table: string;
}

export const EMPTY_DRAFT: TestDraft = {
  kind: "invariance",
  name: "",
  change: "typos",
  text: "",
  word: "",
  count: "1",
  at: "end",
  caseTo: "lower",
  punctuationTo: "exclamation",
  column: "",
  setColumn: "",
  tolerance: "10",
  tolerated: "relative",
  expect: "higher",
  by: "",
  label: "",
  posts: "test",
  record: {},
  lists: "",
  table: "",
};

export const KIND_LABELS: Readonly<Record<BehaviouralTest["kind"], string>> = {
  invariance: "a change should not matter",
  direction: "a change should raise or lower it",
  minimum: "a table of posts and what each should get",
};

export const CHANGE_LABELS: Readonly<Record<ChangeKind, string>> = {
  typos: "typos",
  case: "upper or lower case",
  punctuation: "punctuation",
  url: "a web address added",
  names: "first names swapped",
  add: "a phrase added",
  remove: "a word removed",
  replace: "a word replaced",
  set: "another value for a column",
};

type Read<T> = { readonly value: T } | { readonly problem: string };

/** The test that is typed, or what is wrong with it. `isLabel` tells what the model predicts. */
export function readDraft(draft: TestDraft, isLabel: boolean): Read<BehaviouralTest> {
  const lists = readLists(draft.lists);
  if ("problem" in lists) return lists;
  if (draft.kind === "minimum") {
    const cases = readTable(draft.table);
    if ("problem" in cases) return cases;
    return {
      value: {
        kind: "minimum",
        name: draft.name.trim() || "Posts and what they should get",
        cases: cases.value,
        lists: lists.value,
      },
    };
  }
  const change = readChange(draft);
  if ("problem" in change) return change;
  const record = Object.fromEntries(Object.entries(draft.record).filter(([, text]) => text.trim() !== ""));
  if (draft.posts === "template" && Object.keys(record).length === 0) return { problem: "Write the template's text." };
  const posts: PostsSource =
    draft.posts === "test" ? { kind: "test" } : { kind: "template", record, lists: lists.value };
  const column = draft.column === "" ? null : draft.column;
  const said = describeChange(change.value, column);
  const tried = {
    name: draft.name.trim() || said[0].toUpperCase() + said.slice(1),
    posts,
    change: change.value,
    column,
  };
  if (draft.kind === "invariance") {
    const tolerance = Number(draft.tolerance);
    if (!isLabel && !(tolerance >= 0)) return { problem: "The tolerance must be a number, 0 or more." };
    const share = draft.tolerated === "relative" ? tolerance / 100 : tolerance;
    return { value: { kind: "invariance", ...tried, tolerance: isLabel ? 0 : share, tolerated: draft.tolerated } };
  }
  const by = draft.by.trim() === "" ? 0 : Number(draft.by);
  if (!(by >= 0)) return { problem: "The least change must be a number, 0 or more." };
  if (isLabel && draft.label.trim() === "") return { problem: "Choose the label whose probability should move." };
  return {
    value: { kind: "direction", ...tried, expect: draft.expect, by, label: isLabel ? draft.label.trim() : null },
  };
}

function readChange(draft: TestDraft): Read<Change> {
  switch (draft.change) {
    case "typos": {
      const count = Number(draft.count);
      return Number.isInteger(count) && count >= 1 && count <= 50
        ? { value: { kind: "typos", count } }
        : { problem: "The number of typos must be from 1 to 50." };
    }
    case "case":
      return { value: { kind: "case", to: draft.caseTo } };
    case "punctuation":
      return { value: { kind: "punctuation", to: draft.punctuationTo } };
    case "url":
    case "names":
      return { value: { kind: draft.change } };
    case "add":
      return draft.text.trim() === ""
        ? { problem: "Write the phrase to add." }
        : { value: { kind: "add", text: draft.text.trim(), at: draft.at } };
    case "remove":
      return draft.word.trim() === ""
        ? { problem: "Write the word to remove." }
        : { value: { kind: "remove", word: draft.word.trim() } };
    case "replace":
      return draft.word.trim() === ""
        ? { problem: "Write the word to replace." }
        : { value: { kind: "replace", word: draft.word.trim(), by: draft.text.trim() } };
    case "set":
      return draft.setColumn === ""
        ? { problem: "Choose the column to set." }
        : { value: { kind: "set", column: draft.setColumn, value: draft.text } };
  }
}

/** "name: Anna, Omar", one list a line. */
export function readLists(text: string): Read<WordLists> {
  const lists: Record<string, string[]> = {};
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const at = line.indexOf(":");
    const name = line
      .slice(0, at)
      .trim()
      .replace(/^\{|\}$/g, "");
    if (at < 0 || name === "" || /\s/.test(name)) {
      return { problem: `A list is written as name: one, two, three; got \u201c${line.trim()}\u201d.` };
    }
    lists[name] = line
      .slice(at + 1)
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean);
  }
  return { value: lists };
}

const EXPECTED = ["min", "max", "label"];

/** A pasted table, commas, semicolons or tabs between: a header of inputs and of min, max or label, then a post a line. */
export function readTable(text: string): Read<ExpectedCase[]> {
  const header = text.trimStart().split("\n")[0];
  const delimiter = header.includes("\t") ? "\t" : header.includes(";") && !header.includes(",") ? ";" : ",";
  const { rows } = papaRows(`${text.trim()}\n`, { delimiter, quote: '"', newline: "\n", skipInitialSpace: false });
  const [names = [], ...lines] = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  const columns = names.map((name) => name.trim());
  if (lines.length === 0) return { problem: "Paste a header and at least one post under it." };
  if (!EXPECTED.some((name) => columns.includes(name))) {
    return { problem: `The header needs a column min, max or label, got ${columns.join(", ")}.` };
  }
  if (columns.every((name) => EXPECTED.includes(name))) return { problem: "The header names no input of the model." };
  const cases: ExpectedCase[] = [];
  for (const [i, cells] of lines.entries()) {
    const of = (name: string) => (columns.includes(name) ? (cells[columns.indexOf(name)] ?? "").trim() : "");
    const limits = [of("min"), of("max")].map((cell) => (cell === "" ? null : Number(cell)));
    if (limits.some((limit) => Number.isNaN(limit))) {
      return {
        problem: `Line ${i + 2}: min and max must be numbers, got \u201c${of("min")}\u201d and \u201c${of("max")}\u201d.`,
      };
    }
    const [min, max] = limits;
    if (min !== null && max !== null && min > max) return { problem: `Line ${i + 2}: min ${min} is above max ${max}.` };
    const record = Object.fromEntries(
      columns.flatMap((name, at) => (EXPECTED.includes(name) ? [] : [[name, cells[at] ?? ""]])),
    );
    cases.push({ record, min, max, label: of("label") === "" ? null : of("label") });
  }
  return { value: cases };
}
