import type { Measured } from "../results";
import type { Spread } from "../statistics";

export const count = (value: number) => Math.round(value).toLocaleString("en-US");
export const mb = (bytes: number) => count(bytes / 1e6);

/** Three significant digits, whole numbers from 100. */
export const short = (value: number) => (value >= 100 ? count(value) : Number(value.toPrecision(3)).toString());

/** Median and range, in the unit of the figure. */
export const spread = ({ median, low, high }: Spread) => `${short(median)} (${short(low)} to ${short(high)})`;

/** A ratio below a half as one over so many. */
export const ratio = (value: number) =>
  value < 0.5 ? `1/${count1(1 / value, value < 0.1 ? 0 : 1)}` : value.toFixed(2);

export const ratioSpread = ({ median, low, high }: Spread) => `${ratio(median)} (${ratio(low)} to ${ratio(high)})`;

/** A bound as it was set: `1/12`, `1.0`. */
export const bound = (value: number) => (value >= 1 ? value.toFixed(1) : `1/${Math.round(1 / value)}`);

export const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  `| ${head.join(" | ")} |`,
  `|${head.map(() => "---|").join("")}`,
  ...rows.map((cells) => `| ${cells.join(" | ")} |`),
];

/** When and on what a part was measured, and what was added to it by hand. */
export function measuredLines({ date, machine, load, notes = [] }: Measured, also = ""): string[] {
  const on = `Measured ${date} on ${machine}${also && `; ${also}`}; load average at the end ${load}.`;
  return [on, "", ...notes.flatMap((note) => [`Note: ${note}`, ""])];
}

function count1(value: number, digits: number): string {
  return value >= 1000 ? count(value) : value.toFixed(digits);
}
