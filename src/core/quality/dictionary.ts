import { writeCsv } from "../csv/write-csv";

/** What a person knows of a column that its cells do not say. Empty texts are not known. */
export interface DictionaryEntry {
  readonly description: string;
  readonly unit: string;
  readonly source: string;
  /** at what moment the value is known: "when posted", "a day later" */
  readonly knownWhen: string;
}

export type Dictionary = Readonly<Record<string, DictionaryEntry>>;

export const DICTIONARY_FIELDS = [
  { key: "description", label: "What it is" },
  { key: "unit", label: "Unit" },
  { key: "source", label: "Source" },
  { key: "knownWhen", label: "Known when" },
] as const satisfies readonly { readonly key: keyof DictionaryEntry; readonly label: string }[];

export const EMPTY_ENTRY: DictionaryEntry = { description: "", unit: "", source: "", knownWhen: "" };

/** A column as the dictionary lists it: what it is for beside what is known of it. */
export interface DictionaryColumn {
  readonly name: string;
  readonly type: string;
  readonly role: string;
}

const HEADER = ["column", "type", "use", "description", "unit", "source", "known_when"];

function linesOf(columns: readonly DictionaryColumn[], dictionary: Dictionary): string[][] {
  return columns.map(({ name, type, role }) => {
    const { description, unit, source, knownWhen } = dictionary[name] ?? EMPTY_ENTRY;
    return [name, type, role, description, unit, source, knownWhen];
  });
}

/** One line a column: column, type, use, description, unit, source, known_when. */
export function dictionaryCsv(columns: readonly DictionaryColumn[], dictionary: Dictionary): string {
  return writeCsv(HEADER, linesOf(columns, dictionary), { newline: "\n" });
}

/** The same as a Markdown table. */
export function dictionaryMarkdown(columns: readonly DictionaryColumn[], dictionary: Dictionary): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll(/\s*[\r\n]+\s*/g, " ").replaceAll(/[\\|]/g, "\\$&")).join(" | ")} |`;
  const header = ["Column", "Type", "Use", "What it is", "Unit", "Source", "Known when"];
  return `${[line(header), line(header.map(() => "---")), ...linesOf(columns, dictionary).map(line)].join("\n")}\n`;
}
