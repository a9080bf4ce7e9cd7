import { OUTSIDE } from "./scatter-points";
import type { PlacedPoints } from "./scatter-points";

export interface PointColours {
  readonly accent: string;
  readonly warn: string;
  readonly ink: string;
  readonly opacity: number;
}

export interface PointsToPaint {
  readonly points: PlacedPoints;
  /** 1 for points of the second group (leaked), drawn on top in amber */
  readonly marked: Uint8Array | null;
  /** indexes of the chosen points, or null while nothing is chosen */
  readonly selected: ReadonlySet<number> | null;
  readonly hovered: number;
}

const RADIUS = 2;

export function readPointColours(element: Element): PointColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    accent: read("--accent"),
    warn: read("--warn-mark"),
    ink: read("--ink"),
    opacity: Number(read("--dot")) || 0.65,
  };
}

/** Paints at device pixels: thousands of points cost a few milliseconds, where as many SVG elements would hang the page. */
export function paintPoints(canvas: HTMLCanvasElement, what: PointsToPaint, colours: PointColours): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  const { points, selected } = what;
  forEachLayer(what, (index, isMarked, isSelected) => {
    context.fillStyle = isMarked ? colours.warn : colours.accent;
    context.globalAlpha = selected ? (isSelected ? 1 : 0.16) : isMarked ? 0.88 : colours.opacity;
    context.beginPath();
    tracePoint(context, points, index, isSelected ? RADIUS + 0.75 : RADIUS, isMarked);
    context.fill();
  });
  if (what.hovered >= 0 && what.hovered < points.x.length) {
    context.globalAlpha = 1;
    context.strokeStyle = colours.ink;
    context.lineWidth = 1;
    context.beginPath();
    tracePoint(context, points, what.hovered, RADIUS + 1.5, what.marked?.[what.hovered] === 1);
    context.stroke();
  }
}

/** The same as SVG, one path a layer: round caps of lines without length are points. */
export function pointsAsSvg(what: PointsToPaint, colours: PointColours): string {
  const layers = new Map<string, string[]>();
  const triangles: string[] = [];
  forEachLayer(what, (index, isMarked, isSelected) => {
    const { points } = what;
    const colour = isMarked ? colours.warn : colours.accent;
    const opacity = what.selected ? (isSelected ? 1 : 0.16) : isMarked ? 0.88 : colours.opacity;
    const [x, y] = [points.x[index].toFixed(1), points.y[index].toFixed(1)];
    if (points.outside[index] === OUTSIDE.inside) {
      const key = `stroke="${colour}" stroke-opacity="${opacity}" stroke-linecap="${isMarked ? "square" : "round"}" stroke-width="${(isMarked ? 1.8 : 2) * RADIUS}"`;
      layers.set(key, [...(layers.get(key) ?? []), `M${x} ${y}h0`]);
    } else {
      const corners = triangle(points, index).map(([cx, cy]) => `${cx.toFixed(1)} ${cy.toFixed(1)}`);
      triangles.push(`<path d="M${corners.join("L")}z" fill="${colour}" fill-opacity="${opacity}"/>`);
    }
  });
  const dots = [...layers].map(([key, moves]) => `<path d="${moves.join("")}" ${key} fill="none"/>`);
  return dots.join("") + triangles.join("");
}

/** Plain first, then marked, then chosen, so that the fewer are never hidden under the many. */
function forEachLayer(
  { points, marked, selected }: PointsToPaint,
  draw: (index: number, isMarked: boolean, isSelected: boolean) => void,
): void {
  const isSelected = (index: number): boolean => selected?.has(index) ?? false;
  for (const layer of [0, 1]) {
    for (let i = 0; i < points.x.length; i++) {
      if ((marked?.[i] ?? 0) === layer && !isSelected(i)) draw(i, layer === 1, false);
    }
  }
  for (const index of selected ?? []) {
    if (index < points.x.length) draw(index, marked?.[index] === 1, true);
  }
}

/** Marked points are square: colour alone would say nothing to some people. */
function tracePoint(
  context: CanvasRenderingContext2D,
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
