import type { OptionsOf } from "../../options";
import type { CsrBuilder } from "../../sparse/csr-builder";
import type { Column } from "../../table/table";
import { chooseReading, columnNumbers } from "../cell-readings";
import type { Reading } from "../cell-readings";
import type { NUMERIC_OPTIONS } from "../feature-options";
import { fitScaling, meanOf, median } from "../scaling";
import type { Scaling } from "../scaling";
import { log1p } from "../../portable-math";

export type NumericSettings = OptionsOf<typeof NUMERIC_OPTIONS>;

/** One numeric column, learnt from the training rows. */
export interface FittedNumeric extends Scaling {
  readonly column: string;
  readonly reading: Reading;
  /** what a missing number becomes before anything else, or null where it stays missing */
  readonly fill: number | null;
  readonly log: boolean;
}

/** Fills, then takes the logarithm, then scales, each learnt on the result of the one before. */
export function fitNumeric(column: Column, rows: ArrayLike<number>, settings: NumericSettings): FittedNumeric {
  const reading = chooseReading(column, "numeric");
  const numbers = columnNumbers(column, "numeric", reading);
  const known = Float64Array.from(rows, (row) => numbers[row]);
  const fill = fillOf(known, settings);
  const unscaled = { fill, log: settings.log, center: 0, scale: 1 };
  const ready = known.map((number) => scaleNumber(unscaled, number));
  return { column: column.name, reading, fill, log: settings.log, ...fitScaling(ready, settings.scale) };
}

/** The feature of one number; NaN only where a missing one is to stay missing. */
export function scaleNumber(fitted: Pick<FittedNumeric, "fill" | "log" | "center" | "scale">, number: number): number {
  const filled = Number.isNaN(number) ? (fitted.fill ?? NaN) : number;
  const shaped = fitted.log ? Math.sign(filled) * log1p(Math.abs(filled)) : filled;
  return (shaped - fitted.center) / fitted.scale;
}

/** Pushes the feature unless it is zero. */
export function writeNumber(fitted: FittedNumeric, number: number, builder: CsrBuilder, column: number): void {
  const value = scaleNumber(fitted, number);
  if (value !== 0) builder.push(column, value);
}

function fillOf(known: Float64Array, { impute, fill }: NumericSettings): number | null {
  if (impute === "none") return null;
  if (impute === "constant") return fill;
  const middle = impute === "median" ? median(known) : meanOf(known);
  // No training row had a number: any constant says as little as another.
  return Number.isNaN(middle) ? 0 : middle;
}
