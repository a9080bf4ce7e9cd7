export type DatePart = "year" | "month" | "weekday" | "hour";

export const DATE_PARTS: readonly DatePart[] = ["year", "month", "weekday", "hour"];

const HOUR_MS = 3_600_000;

/**
 * A part of a moment, in UTC. `year` has its fraction (2020-07-02 is about 2020.5), `month` is 1 to 12, `weekday` 0
 * (Monday) to 6, `hour` 0 to below 24 with its fraction. NaN gives NaN.
 */
export function datePart(ms: number, part: DatePart): number {
  const date = new Date(ms);
  switch (part) {
    case "year": {
      const year = date.getUTCFullYear();
      const start = startOfYear(year);
      return year + (ms - start) / (startOfYear(year + 1) - start);
    }
    case "month":
      return date.getUTCMonth() + 1;
    case "weekday":
      return (date.getUTCDay() + 6) % 7;
    case "hour":
      return (ms - Math.floor(ms / (24 * HOUR_MS)) * 24 * HOUR_MS) / HOUR_MS;
  }
}

/** Not `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999. */
function startOfYear(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1);
}
