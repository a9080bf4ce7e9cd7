import { tickText } from "./tick-text";
import { makeLinearScale, makeSymlogScale, thinTicks, tickTextWidth } from "./scale";
import type { Scale } from "./scale";

/** Where a plot lies inside its box, px from the top left: x0 left, x1 right, y0 bottom, y1 top. */
export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Room for the name of the y axis above the plot, and for ticks and the name of the x axis below it. */
const ABOVE = 22;
const BELOW = 34;

export function layOutPlot(
  width: number,
  height: number,
  yTicks: readonly number[],
  options: { right?: number; formatY?: (value: number) => string } = {},
): PlotLayout {
  const left = Math.max(14, Math.ceil(tickTextWidth(yTicks, options.formatY ?? tickText)) + 8);
  return { width, height, x0: left, x1: width - (options.right ?? 12), y0: height - BELOW, y1: ABOVE };
}

export function xToPx(layout: PlotLayout, scale: Scale, value: number): number {
  return layout.x0 + scale.toUnit(value) * (layout.x1 - layout.x0);
}

export function yToPx(layout: PlotLayout, scale: Scale, value: number): number {
  return layout.y0 - scale.toUnit(value) * (layout.y0 - layout.y1);
}

export function pxToX(layout: PlotLayout, scale: Scale, px: number): number {
  return scale.fromUnit((px - layout.x0) / (layout.x1 - layout.x0));
}

export function pxToY(layout: PlotLayout, scale: Scale, px: number): number {
  return scale.fromUnit((layout.y0 - px) / (layout.y0 - layout.y1));
}

/** Ticks that fit `width` px beside each other without touching. */
export function ticksAcross(
  scale: Scale,
  width: number,
  format: (value: number) => string = tickText,
): readonly number[] {
  const widest = Math.max(18, tickTextWidth(scale.ticks, format) + 12);
  let count = Math.max(2, Math.floor(width / widest) + 1);
  for (;;) {
    const ticks = thinTicks(scale, count);
    if (count <= 2 || !collide(ticks, scale, width, format)) return ticks;
    count--;
  }
}

export function makeScale(
  kind: Scale["kind"],
  [low, high]: readonly [number, number],
  options: { ticks?: number; threshold?: number; exact?: boolean; pad?: number } = {},
): Scale {
  return kind === "symlog" ? makeSymlogScale(low, high, options) : makeLinearScale(low, high, options);
}

/** A label at a place along an axis; `row` 0 is the highest. */
export interface PlacedLabel {
  readonly x: number;
  readonly anchor: "start" | "end";
  readonly row: number;
}

/**
 * Labels beside vertical lines: each to the right of its line, or left where it would leave the plot, and a row lower
 * for each one it would otherwise cover.
 */
export function placeLabels(
  marks: readonly { readonly px: number; readonly text: string; readonly side?: "left" | "right" }[],
  layout: Pick<PlotLayout, "x0" | "x1">,
): readonly PlacedLabel[] {
  const taken: { from: number; to: number; row: number }[] = [];
  return marks.map(({ px, text, side }) => {
    const length = text.length * 6 + 6;
    const left = side ? side === "left" : px + length > layout.x1;
    const anchor = left && px - length >= layout.x0 - 8 ? "end" : "start";
    const from = anchor === "end" ? px - length : px - 2;
    const to = anchor === "end" ? px + 2 : px + length;
    let row = 0;
    while (taken.some((other) => other.row === row && other.from < to && from < other.to)) row++;
    taken.push({ from, to, row });
    return { x: anchor === "end" ? px - 5 : px + 5, anchor, row };
  });
}

function collide(ticks: readonly number[], scale: Scale, width: number, format: (value: number) => string): boolean {
  let end = -Infinity;
  for (const tick of ticks) {
    const middle = scale.toUnit(tick) * width;
    const half = (format(tick).length * 6.3) / 2;
    if (middle - half < end + 6) return true;
    end = middle + half;
  }
  return false;
}
