import { cellCount, cellText } from "../table/cells";
import { distinctCells } from "../table/distinct-cells";
import type { Cells, ColumnType } from "../table/table";
import { type ColumnTraits, columnTraits } from "./column-traits";
import { isBlankCell } from "./null-spellings";
import { hasLeadingZero } from "./parse-number";
import { typeColumn, type TypedColumn } from "./type-column";

export interface InferredColumn {
  readonly column: TypedColumn;
  /** why this type, as a sentence for a person */
  readonly why: string;
}

/** Share of the values that a type must read; below it the column has another type. */
const LEAST_READABLE = 0.98;

/** Different values counted before a column is too varied for anything to depend on the number. */
const DISTINCT_CAP = 50_000;

const UNIX_NAME = /(?:^|_)(?:utc|unix|epoch|timestamp|ts)(?:$|_)|(?:created|edited|updated)_?(?:at|utc|time)?$/i;
const DATE_NAME = /date|day|datum|fecha/i;
const ID_NAME = /^(?:id|uid|uuid|guid|key|pk|index|idx|row|row_?(?:id|num(?:ber)?)|unnamed(?:: ?\d+)?)$|_id$|[a-z]Id$/;
const TEXT_NAME =
  /^(?:text|body|title|selftext|content|comment|message|review|sentence|statement|post|question|headline|description|summary|tweet|utterance|abstract)$/i;

/**
 * The type a column's content has, decided on a sample and then verified on every row: a column is "number" or "date"
 * only when at least 98% of its values read as such (the exceptions are in `unreadable`). Numbers with leading zeros are
 * codes, not numbers; seconds since 1970 are dates only when the name says so. The same column always has the same type.
 */
export function inferType(name: string, cells: Cells): InferredColumn {
  const traits = columnTraits(cells);
  const first = inferValueType(name, traits);
  if (first) {
    const column = typeColumn(name, cells, first.type);
    const values = cellCount(cells) - column.missingCount;
    const readable = values - column.unreadable.count;
    const isCode = first.type === "number" && anyLeadingZero(cells);
    if (first.type === "empty" ? values === 0 : readable >= LEAST_READABLE * values && readable > 0 && !isCode) {
      const except = column.unreadable.count > 0 ? `, all but ${column.unreadable.count}` : "";
      return { column, why: `${first.why}${except}${column.format ? ` (${column.format})` : ""}` };
    }
  }
  const { type, why } = inferTextType(name, cells, traits);
  return { column: typeColumn(name, cells, type), why };
}

/** The type of values that are no mere texts, or null. */
function inferValueType(name: string, traits: ColumnTraits): { type: ColumnType; why: string } | null {
  const { sampled, numbers, integers, dates, unixTimes, compactDates, leadingZeros, distinct } = traits;
  if (sampled === 0) return { type: "empty", why: "no cell holds a value" };
  if (dates >= LEAST_READABLE * sampled) return { type: "date", why: "its values are dates" };
  if (numbers < LEAST_READABLE * sampled) return null;
  if (unixTimes >= LEAST_READABLE * sampled && UNIX_NAME.test(name))
    return { type: "date", why: "its name and values are times since 1970" };
  if (compactDates >= LEAST_READABLE * sampled && DATE_NAME.test(name))
    return { type: "date", why: "its name and values are dates" };
  if (leadingZeros > 0) return null;
  if (ID_NAME.test(name) && integers === numbers && distinct >= 0.5 * sampled)
    return { type: "id", why: "its name says identifier and its numbers are whole" };
  return { type: "number", why: "its values are numbers" };
}

/** Which kind of text: prose, a few values that repeat, or keys. */
function inferTextType(name: string, cells: Cells, traits: ColumnTraits): { type: ColumnType; why: string } {
  const { sampled, filled, meanWords, meanLength, urls, leadingZeros } = traits;
  const ratioInSample = traits.distinct / Math.max(1, sampled);
  const words = `${meanWords.toFixed(1)} words on average`;
  const isUrl = urls >= 0.9 * sampled;
  if (!isUrl && meanWords >= 4 && ratioInSample >= 0.5) return { type: "text", why: `${words}, mostly different` };
  if (!isUrl && TEXT_NAME.test(name) && (meanWords >= 2 || ratioInSample >= 0.5))
    return { type: "text", why: `its name says text, ${words}` };

  const { distinct } = distinctCells(cells, { skip: blankCells(cells), cap: DISTINCT_CAP });
  const ratio = Math.min(1, distinct / Math.max(1, filled));
  const different = `${distinct} different values in ${filled}`;
  if (isUrl)
    return ratio >= 0.5
      ? { type: "id", why: `web addresses, ${different}` }
      : { type: "category", why: `web addresses that repeat, ${different}` };
  if (meanWords >= 4 && distinct > 50 && ratio >= 0.1) return { type: "text", why: `${words}, ${different}` };
  if (meanLength > 100 && ratio >= 0.5)
    return { type: "text", why: `${Math.round(meanLength)} characters on average, ${different}` };
  if (filled >= 5 && ratio >= 0.9) return { type: "id", why: `short and nearly all different: ${different}` };
  const codes = leadingZeros > 0 ? "codes with leading zeros, " : "";
  return { type: "category", why: `${codes}${different}` };
}

function blankCells(cells: Cells): Uint8Array {
  const blank = new Uint8Array(cellCount(cells));
  for (let row = 0; row < blank.length; row++) if (isBlankCell(cells, row)) blank[row] = 1;
  return blank;
}

function anyLeadingZero(cells: Cells): boolean {
  const { bytes, offsets } = cells;
  const rows = cellCount(cells);
  for (let row = 0; row < rows; row++) {
    const start = offsets[row];
    const length = offsets[row + 1] - start;
    if (length < 2 || length > 100) continue;
    const first = bytes[start];
    // only "0", a sign or a blank can begin such a cell
    if (first > 0x30 && first < 0x80) continue;
    if (hasLeadingZero(cellText(cells, row))) return true;
  }
  return false;
}
