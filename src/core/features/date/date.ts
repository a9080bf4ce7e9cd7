import type { OptionsOf } from "../../options";
import type { CsrBuilder } from "../../sparse/csr-builder";
import type { Column } from "../../table/table";
import { chooseReading, columnNumbers } from "../cell-readings";
import type { Reading } from "../cell-readings";
import type { DATE_OPTIONS } from "../feature-options";
import { fitScaling, median } from "../scaling";
import type { Scaling } from "../scaling";
import { DATE_PARTS, datePart } from "./date-parts";
import type { DatePart } from "./date-parts";

export type DateSettings = OptionsOf<typeof DATE_OPTIONS>;

export interface FittedDatePart extends Scaling {
  readonly part: DatePart;
  /** of the training rows; stands for a missing date */
  readonly median: number;
}

/** One datetime column: its parts are neighbouring columns of the matrix. */
export interface FittedDate {
  readonly column: string;
  readonly reading: Reading;
  readonly parts: readonly FittedDatePart[];
}

/** The parts switched on, each filled with its training median and standardised. */
export function fitDate(column: Column, rows: ArrayLike<number>, settings: DateSettings): FittedDate {
  const reading = chooseReading(column, "datetime");
  const moments = columnNumbers(column, "datetime", reading);
  const parts = DATE_PARTS.filter((part) => settings[part]).map((part) => {
    const known = Float64Array.from(rows, (row) => datePart(moments[row], part));
    const middle = median(known);
    const fill = Number.isNaN(middle) ? 0 : middle;
    const filled = known.map((value) => (Number.isNaN(value) ? fill : value));
    return { part, median: fill, ...fitScaling(filled, "standard") };
  });
  return { column: column.name, reading, parts };
}

/** Pushes the parts of a moment (milliseconds since 1970 UTC; NaN for a missing one) that are not zero once scaled. */
export function writeDate(fitted: FittedDate, ms: number, builder: CsrBuilder, firstColumn: number): void {
  fitted.parts.forEach(({ part, median: fill, center, scale }, i) => {
    const raw = datePart(ms, part);
    const value = ((Number.isNaN(raw) ? fill : raw) - center) / scale;
    if (value !== 0) builder.push(firstColumn + i, value);
  });
}
