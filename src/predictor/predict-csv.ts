import { writeCsv } from "../core/csv/write-csv";
import type { Progress } from "../core/job";
import type { Predictor } from "./predictor";

const ROWS_AT_ONCE = 2000;

/**
 * The table as CSV with `predicted_<target>`, `low` and `high` of its interval added to every row; for labels the label
 * and `probability_<label>` of each. Cells that a
 * spreadsheet would run as a formula are written so that it does not.
 */
export function predictCsvText(
  predictor: Predictor,
  table: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] },
  { target, classes }: { readonly target: string; readonly classes?: readonly string[] | null },
  onProgress?: (progress: Progress) => void,
): { csv: string; rows: number } {
  const { header, rows } = table;
  const added = classes
    ? [`predicted_${target}`, ...classes.map((label) => `probability_${label}`)]
    : [`predicted_${target}`, `predicted_${target}_low`, `predicted_${target}_high`];
  const out: string[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const part = rows.slice(start, start + ROWS_AT_ONCE);
    const records = part.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""])));
    predictor.predictBatch(records).forEach(({ score, label, probabilities }, i) => {
      if (label !== undefined && probabilities) {
        out.push([...part[i], label, ...probabilities.map(({ p }) => String(p))]);
        return;
      }
      const { low, high } = predictor.intervalOf(score);
      out.push([...part[i], String(score), String(low), String(high)]);
    });
    onProgress?.({ done: start + part.length, total: rows.length, unit: "rows" });
  }
  return { csv: writeCsv([...header, ...added], out), rows: rows.length };
}
