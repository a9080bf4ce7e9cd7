import type { ProblemLog } from "./problems";

/**
 * The names of the columns: blanks and control characters become single spaces, an empty name becomes `column_3`, a
 * repeated one gets a number (`score_2`). What was changed is reported under the header's line.
 */
export function nameColumns(
  header: readonly string[],
  width: number,
  line: number,
  problems: ProblemLog,
): { names: string[]; unnamed: number[] } {
  const wanted = Array.from({ length: width }, (_, column) => cleanName(header[column] ?? ""));
  const taken = new Set(wanted.filter((name) => name !== ""));
  const used = new Set<string>();
  const unnamed: number[] = [];
  const names = wanted.map((name, column) => {
    let given = name;
    if (name === "") {
      unnamed.push(column);
      given = freeName(`column_${column + 1}`, taken);
      problems.add(line, "empty-name", `column ${column + 1} has no name`, `named ${given}`);
    } else if (used.has(name)) {
      given = freeName(name, taken, 2);
      problems.add(
        line,
        "repeated-name",
        `column ${column + 1} has the name ${JSON.stringify(name)} of an earlier column`,
        `renamed ${given}`,
      );
    }
    taken.add(given);
    used.add(given);
    return given;
  });
  return { names, unnamed };
}

/** Names for a file without a header: `column_1`, `column_2`, ... */
export function defaultNames(width: number): string[] {
  return Array.from({ length: width }, (_, column) => `column_${column + 1}`);
}

function cleanName(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replaceAll(/[\s\u0000-\u001f\u007f\ufeff]+/g, " ").trim();
}

function freeName(name: string, taken: ReadonlySet<string>, from = 0): string {
  if (from === 0 && !taken.has(name)) return name;
  for (let number = Math.max(from, 2); ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}
