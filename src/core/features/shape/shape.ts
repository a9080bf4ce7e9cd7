import type { OptionsOf } from "../../options";
import type { CsrBuilder } from "../../sparse/csr-builder";
import type { Cells, Column } from "../../table/table";
import type { SHAPE_OPTIONS } from "../feature-options";
import { fitScaling } from "../scaling";
import type { Scaling } from "../scaling";
import { measureText, SHAPE_MEASURES } from "./measure-text";
import type { ShapeMeasure } from "./measure-text";

export type ShapeSettings = OptionsOf<typeof SHAPE_OPTIONS>;

export interface FittedMeasure extends Scaling {
  readonly measure: ShapeMeasure;
}

/** The shape of one text column: its measures are neighbouring columns of the matrix. */
export interface FittedShape {
  readonly column: string;
  readonly measures: readonly FittedMeasure[];
}

/** The measures switched on, standardised over the training rows. A missing text is measured as the empty one. */
export function fitShape(column: Column, rows: ArrayLike<number>, settings: ShapeSettings): FittedShape {
  const chosen = SHAPE_MEASURES.filter((measure) => settings[measure]);
  if (chosen.length === 0) return { column: column.name, measures: [] };
  const width = SHAPE_MEASURES.length;
  const all = new Float64Array(width * rows.length);
  for (let i = 0; i < rows.length; i++) measureCell(column.cells, rows[i], all.subarray(width * i, width * (i + 1)));
  const measures = chosen.map((measure) => {
    const place = SHAPE_MEASURES.indexOf(measure);
    const values = Float64Array.from({ length: rows.length }, (_, i) => all[width * i + place]);
    return { measure, ...fitScaling(values, "standard") };
  });
  return { column: column.name, measures };
}

/** A writer of the shape of UTF-8 text, its first measure at `firstColumn`. */
export function makeShapeWriter(
  fitted: FittedShape,
  firstColumn: number,
): (bytes: Uint8Array, from: number, to: number, builder: CsrBuilder) => void {
  const places = fitted.measures.map(({ measure }) => SHAPE_MEASURES.indexOf(measure));
  const measured = new Float64Array(SHAPE_MEASURES.length);
  return (bytes, from, to, builder) => {
    measureText(bytes, from, to, measured);
    fitted.measures.forEach(({ center, scale }, i) => {
      const value = (measured[places[i]] - center) / scale;
      if (value !== 0) builder.push(firstColumn + i, value);
    });
  };
}

function measureCell(cells: Cells, row: number, measures: Float64Array): void {
  measureText(cells.bytes, cells.offsets[row], cells.offsets[row + 1], measures);
}
