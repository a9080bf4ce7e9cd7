// Findings are sentences with numbers, and core knows no locale: these few forms are all they need.

const MINUS = "−";

/** "4,205", "−12": rounded to whole, thousands grouped. */
export function whole(value: number): string {
  const text = String(Math.round(Math.abs(value))).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return value < -0.5 ? MINUS + text : text;
}

/** "1 row", "498 rows". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

/** "18.4%" of a share from 0 to 1; never "0.0%" for something there is, nor "100.0%" for less than all. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return "under 0.1%";
  if (share < 1 && share >= 0.9995) return "over 99.9%";
  return `${(share * 100).toFixed(1)}%`;
}

/** A value of unknown size: "8,021", "12.5", "0.36". */
export function amount(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return whole(value);
  const text = size.toFixed(size >= 10 ? 1 : 2);
  return value < 0 ? MINUS + text : text;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** The verb for a count. */
export function is(count: number): string {
  return count === 1 ? "is" : "are";
}
