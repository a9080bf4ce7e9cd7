import { textOf } from "../table/cells";
import type { Column } from "../table/table";
import { columnsWith, finding } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs } from "./check";
import { counted, listed, percent } from "./phrases";

/** What UTF-8 looks like when it was read as Windows-1252: "Ã©" for "é", "â€™" for an apostrophe. */
const GARBLED = /Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|â€|Â[\u00a0-\u00bf]|ï»¿|\ufffd/;
const AROUND = 12;
const WARN_SHARE = 0.001;

/** Text that was decoded with the wrong encoding, before or on opening. */
export function checkMojibake(inputs: QualityInputs): CheckResult[] {
  const names = new Set(columnsWith(inputs, "text", "categorical"));
  const columns = inputs.table.columns.filter(({ name }) => names.has(name));
  if (columns.length === 0) return [];
  const found = columns.flatMap((column) => {
    const { rows, example } = garbledRows(column);
    if (rows.length === 0) return [];
    const { encoding } = inputs.choices;
    const isUtf8 = /^utf-?8$/i.test(encoding);
    const other = isUtf8 ? "windows-1252" : "utf-8";
    // Under UTF-8 only a replacement character says that the bytes are of another encoding; "Ã©" was written into the file.
    const helps = !isUtf8 || example.includes("\ufffd");
    const remedies: CheckRemedy[] = helps
      ? [{ label: `Read the file as ${other}`, change: { data: { encoding: other } } }]
      : [];
    return [
      finding(
        "mojibake",
        rows.length / inputs.table.rowCount < WARN_SHARE ? "pass" : "warn",
        `${counted(rows.length, "text")} of ${column.name} (${percent(rows.length / inputs.table.rowCount)}) ${rows.length === 1 ? "is" : "are"} garbled: "${example}"`,
        {
          columns: [column.name],
          detail: helps
            ? `The file was read as ${encoding}.`
            : "They were garbled before they were written into the file. Words with accents and apostrophes fall apart.",
          rows,
          remedies,
        },
      ),
    ];
  });
  if (found.length > 0) return found;
  return [finding("mojibake", "pass", `No garbled characters in ${listed(columns.map(({ name }) => name))}`)];
}

function garbledRows({ cells: { bytes, offsets } }: Column): { rows: number[]; example: string } {
  const rows: number[] = [];
  let example = "";
  for (let row = 0; row < offsets.length - 1; row++) {
    const to = offsets[row + 1];
    let suspect = false;
    for (let i = offsets[row]; i < to && !suspect; i++) suspect = isFirst(bytes[i]);
    if (!suspect) continue;
    const text = textOf(bytes, offsets[row], to);
    const match = GARBLED.exec(text);
    if (!match) continue;
    if (example === "") example = text.slice(Math.max(0, match.index - AROUND), match.index + AROUND).trim();
    rows.push(row);
  }
  return { rows, example };
}

/** In UTF-8, what the pattern begins with: Â, Ã, â and ï, and the replacement character. */
function isFirst(byte: number): boolean {
  return byte === 0xc3 || byte === 0xef;
}
