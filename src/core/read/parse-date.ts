/** In which order day and month of dates such as 02/01/2014 stand; "iso" and month names need none. */
export type DayOrder = "month-first" | "day-first";

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?[T ]+(.+))?$/;
const DAY_NAME_FIRST =
  /^(?:[A-Za-z]{3,9},? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4})(?:,?[T ]+(.+))?$/;
const NAME_FIRST = /^(?:[A-Za-z]{3,9},? +)?([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,?[T ]+(.+))?$/;
const CLOCK =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: *([AaPp])\.?[Mm]\.?)?(?: *(Z|UTC|GMT|[-+]\d{2}:?\d{2}|[-+]\d{2}))?$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A calendar date, with or without a time, as milliseconds since 1970 UTC; NaN when it is none or does not exist
 * (31 February). Reads ISO 8601, `2022-12-09 02:52:07`, `6/24/2016 3:48`, `31.12.2012`, `24 October 2011` and
 * `Oct 24, 2011`. A time without a zone is taken as UTC. Two-digit years are 1970 to 2069.
 */
export function parseDate(text: string, order: DayOrder = "month-first"): number {
  const trimmed = text.trim();
  if (trimmed.length < 6 || trimmed.length > 40) return NaN;
  const iso = ISO.exec(trimmed);
  if (iso) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const numeric = NUMERIC.exec(trimmed);
  if (numeric) {
    const [, first, separator, second, year, clock] = numeric;
    const dayFirst = separator === "." || order === "day-first";
    return moment(fullYear(year), Number(dayFirst ? second : first), Number(dayFirst ? first : second), clock);
  }
  const dayName = DAY_NAME_FIRST.exec(trimmed);
  if (dayName) return moment(Number(dayName[3]), monthNumber(dayName[2]), Number(dayName[1]), dayName[4]);
  const name = NAME_FIRST.exec(trimmed);
  if (name) return moment(Number(name[3]), monthNumber(name[1]), Number(name[2]), name[4]);
  return NaN;
}

/**
 * The same for `2022-12-09` and `2022-12-09 02:52:07` (or with a T) given as UTF-8, without making a string.
 * `undefined` when the slow way has to look.
 */
export function parsePlainDate(bytes: Uint8Array, from: number, to: number): number | undefined {
  const length = to - from;
  if ((length !== 10 && length !== 19) || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return undefined;
  const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2);
  const month = twoDigits(bytes, from + 5);
  const day = twoDigits(bytes, from + 8);
  // a day every month has; the others, and what is no digit (NaN), go the slow way
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  if (length === 10) return midnight;
  const separator = bytes[from + 10];
  if ((separator !== 0x20 && separator !== 0x54) || bytes[from + 13] !== 0x3a || bytes[from + 16] !== 0x3a)
    return undefined;
  const hour = twoDigits(bytes, from + 11);
  const minute = twoDigits(bytes, from + 14);
  const second = twoDigits(bytes, from + 17);
  return hour <= 23 && minute <= 59 && second <= 59
    ? midnight + ((hour * 60 + minute) * 60 + second) * 1000
    : undefined;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] - 0x30;
  const ones = bytes[at + 1] - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** Whether a text is a date in either order. */
export function looksDate(text: string): boolean {
  if (text.length > 60 || !/\d/.test(text)) return false;
  return !Number.isNaN(parseDate(text, "month-first")) || !Number.isNaN(parseDate(text, "day-first"));
}

/** Decides the order of a whole column: a first part above 12 is a day, a second part above 12 too. */
export class DayOrderVote {
  private monthFirst = 0;
  private dayFirst = 0;

  add(text: string): void {
    const numeric = NUMERIC.exec(text.trim());
    if (!numeric || numeric[2] === ".") return;
    if (Number(numeric[1]) > 12) this.dayFirst++;
    if (Number(numeric[3]) > 12) this.monthFirst++;
  }

  get order(): DayOrder {
    return this.dayFirst > this.monthFirst ? "day-first" : "month-first";
  }

  /** true while nothing has told day from month */
  get undecided(): boolean {
    return this.dayFirst === 0 && this.monthFirst === 0;
  }
}

/** Seconds (or, from 1e11 on, milliseconds) since 1970 as milliseconds; NaN outside 1973 to 2096. */
export function parseUnixTime(value: number): number {
  if (value >= 1e8 && value <= 4e9) return value * 1000;
  return value >= 1e11 && value <= 4e12 ? value : NaN;
}

/** `20140102` as milliseconds; NaN when it is no date from 1900 to 2100. */
export function parseCompactDate(text: string): number {
  const match = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text);
  if (!match || Number(match[1]) < 1900 || Number(match[1]) > 2100) return NaN;
  return moment(Number(match[1]), Number(match[2]), Number(match[3]), undefined);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function moment(year: number, month: number, day: number, clock: string | undefined): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  return clock === undefined ? date.getTime() : date.getTime() + timeOfDay(clock.trim());
}

/** Milliseconds since midnight UTC; NaN when `clock` is no time of day. */
function timeOfDay(clock: string): number {
  const match = CLOCK.exec(clock);
  if (!match) return NaN;
  let hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  const half = match[5]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return NaN;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  if (hour > 24 || minute > 59 || second > 60) return NaN;
  const millis = match[4] ? Math.floor(Number(`0.${match[4]}`) * 1000) : 0;
  return ((hour * 60 + minute - zoneMinutes(match[6])) * 60 + second) * 1000 + millis;
}

function zoneMinutes(zone: string | undefined): number {
  if (!zone || !/^[-+]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", "") || 0);
  return zone[0] === "-" ? -minutes : minutes;
}
