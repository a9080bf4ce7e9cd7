import { takeTurn } from "../take-turns";
import { OUTSIDE } from "./scatter-points";
import type { PlacedPoints } from "./scatter-points";

export interface PointColours {
  readonly accent: string;
  readonly warn: string;
  readonly opacity: number;
}

export interface PointsToPaint {
  readonly points: PlacedPoints;
  /** 1 for points of the second group (leaked), drawn on top in amber */
  readonly marked: Uint8Array | null;
  /** indexes of the chosen points, or null while nothing is chosen */
  readonly selected: ReadonlySet<number> | null;
}

const RADIUS = 2;

/** As many as are painted within a few milliseconds. */
const POINTS_AT_A_TIME = 4000;

export function readPointColours(element: Element): PointColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    accent: read("--accent"),
    warn: read("--warn-mark"),
    opacity: Number(read("--dot")) || 0.65,
  };
}

/**
 * Paints at device pixels: thousands of points cost a few milliseconds, where as many SVG elements would hang the page.
 * Tens of thousands are painted a part a turn, out of sight until all are there. Returns what stops it.
 */
export function paintPoints(canvas: HTMLCanvasElement, what: PointsToPaint, colours: PointColours): () => void {
  const order = paintOrder(what);
  const context = canvas.getContext("2d");
  if (!context) return () => undefined;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  if (order.length <= POINTS_AT_A_TIME || canvas.width === 0 || canvas.height === 0) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    paintSome(context, ratio, what, order, colours);
    return () => undefined;
  }
  const unseen = new OffscreenCanvas(canvas.width, canvas.height);
  const unseenContext = unseen.getContext("2d");
  if (!unseenContext) return () => undefined;
  let painted = 0;
  let takeBack = (): void => undefined;
  const paintNext = (): void => {
    paintSome(unseenContext, ratio, what, order.subarray(painted, painted + POINTS_AT_A_TIME), colours);
    painted += POINTS_AT_A_TIME;
    if (painted < order.length) {
      takeBack = takeTurn(paintNext);
      return;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(unseen, 0, 0);
  };
  paintNext();
  return () => takeBack();
}

function paintSome(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  ratio: number,
  { points, marked, selected }: PointsToPaint,
  indexes: Uint32Array,
  colours: PointColours,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const index of indexes) {
    const isMarked = marked?.[index] === 1;
    const isSelected = selected?.has(index) ?? false;
    context.fillStyle = isMarked ? colours.warn : colours.accent;
    context.globalAlpha = selected ? (isSelected ? 1 : 0.16) : isMarked ? 0.88 : colours.opacity;
    context.beginPath();
    tracePoint(context, points, index, isSelected ? RADIUS + 0.75 : RADIUS, isMarked);
    context.fill();
  }
}

/** The same as SVG, one path a layer: round caps of lines without length are points. */
export function pointsAsSvg(what: PointsToPaint, colours: PointColours): string {
  const layers = new Map<string, string[]>();
  const triangles: string[] = [];
  const { points, marked, selected } = what;
  for (const index of paintOrder(what)) {
    const isMarked = marked?.[index] === 1;
    const isSelected = selected?.has(index) ?? false;
    const colour = isMarked ? colours.warn : colours.accent;
    const opacity = selected ? (isSelected ? 1 : 0.16) : isMarked ? 0.88 : colours.opacity;
    const [x, y] = [points.x[index].toFixed(1), points.y[index].toFixed(1)];
    if (points.outside[index] === OUTSIDE.inside) {
      const key = `stroke="${colour}" stroke-opacity="${opacity}" stroke-linecap="${isMarked ? "square" : "round"}" stroke-width="${(isMarked ? 1.8 : 2) * RADIUS}"`;
      const moves = layers.get(key) ?? [];
      moves.push(`M${x} ${y}h0`);
      layers.set(key, moves);
    } else {
      const corners = triangle(points, index).map(([cx, cy]) => `${cx.toFixed(1)} ${cy.toFixed(1)}`);
      triangles.push(`<path d="M${corners.join("L")}z" fill="${colour}" fill-opacity="${opacity}"/>`);
    }
  }
  const dots = [...layers].map(([key, moves]) => `<path d="${moves.join("")}" ${key} fill="none"/>`);
  return dots.join("") + triangles.join("");
}

/** Plain first, then marked, then chosen, so that the fewer are never hidden under the many. */
function paintOrder({ points, marked, selected }: PointsToPaint): Uint32Array {
  const order = new Uint32Array(points.x.length);
  let count = 0;
  for (const layer of [0, 1]) {
    for (let i = 0; i < points.x.length; i++) {
      if ((marked?.[i] ?? 0) === layer && !selected?.has(i)) order[count++] = i;
    }
  }
  for (const index of selected ?? []) if (index < points.x.length) order[count++] = index;
  return order;
}

/** Marked points are square: colour alone would say nothing to some people. */
function tracePoint(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  points: PlacedPoints,
  index: number,
  radius: number,
  isMarked: boolean,
): void {
  if (points.outside[index] === OUTSIDE.inside) {
    const [x, y] = [points.x[index], points.y[index]];
    if (isMarked) context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
    else context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  triangle(points, index).forEach(([x, y], corner) => (corner === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}

/** Its tip on the edge of the frame, pointing to where the point is. */
function triangle(points: PlacedPoints, index: number): readonly (readonly [number, number])[] {
  const [x, y] = [points.x[index], points.y[index]];
  switch (points.outside[index]) {
    case OUTSIDE.above:
      return [[x, y], [x - 4, y + 7], [x + 4, y + 7]]; // prettier-ignore
    case OUTSIDE.below:
      return [[x, y], [x - 4, y - 7], [x + 4, y - 7]]; // prettier-ignore
    case OUTSIDE.right:
      return [[x, y], [x - 7, y - 4], [x - 7, y + 4]]; // prettier-ignore
    default:
      return [[x, y], [x + 7, y - 4], [x + 7, y + 4]]; // prettier-ignore
  }
}
