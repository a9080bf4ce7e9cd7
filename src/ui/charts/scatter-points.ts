import { xToPx, yToPx } from "./layout";
import type { PlotLayout } from "./layout";
import type { Scale } from "./scale";

/** Which edge of the frame a point lies beyond; 0 is inside. */
export const OUTSIDE = { inside: 0, above: 1, right: 2, below: 3, left: 4 } as const;

/** Points in px. Those outside the frame are moved to its edge and marked. */
export interface PlacedPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly outside: Uint8Array;
  readonly outsideCount: number;
}

export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export function placePoints(
  layout: PlotLayout,
  xScale: Scale,
  yScale: Scale,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
): PlacedPoints {
  const n = Math.min(xs.length, ys.length);
  const x = new Float32Array(n);
  const y = new Float32Array(n);
  const outside = new Uint8Array(n);
  let outsideCount = 0;
  const slack = 0.5;
  for (let i = 0; i < n; i++) {
    const px = xToPx(layout, xScale, xs[i]);
    const py = yToPx(layout, yScale, ys[i]);
    x[i] = Math.min(layout.x1, Math.max(layout.x0, px));
    y[i] = Math.min(layout.y0, Math.max(layout.y1, py));
    outside[i] =
      py < layout.y1 - slack
        ? OUTSIDE.above
        : py > layout.y0 + slack
          ? OUTSIDE.below
          : px > layout.x1 + slack
            ? OUTSIDE.right
            : px < layout.x0 - slack
              ? OUTSIDE.left
              : OUTSIDE.inside;
    if (outside[i] !== OUTSIDE.inside) outsideCount++;
  }
  return { x, y, outside, outsideCount };
}

/** Index of the point nearest to (x, y) within `radius` px, or -1. */
export function nearestPoint(points: PlacedPoints, x: number, y: number, radius: number): number {
  let best = -1;
  let least = radius * radius;
  for (let i = 0; i < points.x.length; i++) {
    const dx = points.x[i] - x;
    const dy = points.y[i] - y;
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

/** Indexes of the points in a rectangle, whichever way it was dragged. */
export function pointsInRect(points: PlacedPoints, rect: Rect): number[] {
  const [left, right] = [Math.min(rect.x0, rect.x1), Math.max(rect.x0, rect.x1)];
  const [top, bottom] = [Math.min(rect.y0, rect.y1), Math.max(rect.y0, rect.y1)];
  const found: number[] = [];
  for (let i = 0; i < points.x.length; i++) {
    const [x, y] = [points.x[i], points.y[i]];
    if (x >= left && x <= right && y >= top && y <= bottom) found.push(i);
  }
  return found;
}

/**
 * Counts the points about a rectangle, for asking many times: as many as lie in the squares of `size` px that it touches.
 */
export function pointCounter(points: PlacedPoints, layout: PlotLayout, size = 4): (rect: Rect) => number {
  const across = Math.max(1, Math.ceil((layout.x1 - layout.x0) / size));
  const down = Math.max(1, Math.ceil((layout.y0 - layout.y1) / size));
  const column = (x: number): number => Math.min(across - 1, Math.max(0, Math.floor((x - layout.x0) / size)));
  const row = (y: number): number => Math.min(down - 1, Math.max(0, Math.floor((y - layout.y1) / size)));
  const counts = new Uint32Array(across * down);
  for (let i = 0; i < points.x.length; i++) counts[row(points.y[i]) * across + column(points.x[i])]++;
  return ({ x0, x1, y0, y1 }) => {
    let sum = 0;
    for (let r = row(Math.min(y0, y1)); r <= row(Math.max(y0, y1)); r++) {
      for (let c = column(Math.min(x0, x1)); c <= column(Math.max(x0, x1)); c++) sum += counts[r * across + c];
    }
    return sum;
  };
}
