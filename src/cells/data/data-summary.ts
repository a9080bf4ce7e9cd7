import type { DataView } from "../../pipeline/views";
import { formatCount, formatNumber } from "../../ui/format";
import { countProblems } from "./problem-groups";

/** "4,205 posts, 9 columns, 498 repeat a url" */
export function dataSummary(view: DataView): string {
  const repeats = repeatedKey(view);
  const problems = countProblems(view.problemCounts);
  return [
    formatCount(view.rows, "post"),
    formatCount(view.columns.length, "column"),
    repeats && `${formatNumber(repeats.count)} repeat ${article(repeats.column)} ${repeats.column}`,
    problems > 0 && formatCount(problems, "line repaired", "lines repaired"),
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * The key column in which rows repeat: of the columns that look like keys, the one with the most distinct values. Null
 * where none repeats or the distinct values are only estimated.
 */
export function repeatedKey(view: DataView): { readonly column: string; readonly count: number } | null {
  const keys = view.columns
    .filter(({ type, role }) => type === "id" || role === "id")
    .filter(({ distinct, missing, distinctExact }) => distinctExact && distinct >= (view.rows - missing) / 2)
    .sort((a, b) => b.distinct - a.distinct);
  if (keys.length === 0) return null;
  const { name, distinct, missing } = keys[0];
  const count = view.rows - missing - distinct;
  return count > 0 ? { column: name, count } : null;
}

function article(noun: string): string {
  return /^[aeio]/i.test(noun) ? "an" : "a";
}
