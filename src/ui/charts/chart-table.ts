/** What a chart shows, as a table: behind every chart, and what is copied from it. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly (readonly ChartValue[])[];
}

export interface ChartColumn {
  readonly name: string;
  /** text on screen; a copy keeps every digit */
  readonly format?: (value: number) => string;
}

export type ChartValue = string | number | null;

/** Quoted as RFC 4180 says, numbers with every digit, texts that a spreadsheet would run as a formula made harmless. */
export function chartCsv(table: ChartTable): string {
  const lines = [table.columns.map(({ name }) => csvCell(name)), ...table.rows.map((row) => row.map(csvCell))];
  return lines.map((line) => line.join(",") + "\r\n").join("");
}

export function csvCell(value: ChartValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function formatCell(column: ChartColumn, value: ChartValue): string {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  return column.format ? column.format(value) : String(value).replace("-", "\u2212");
}

/** Part of a file name: "Residuals, test part" as "residuals-test-part". */
export function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return stem.slice(0, 60) || "chart";
}
