import { takeTurn } from "../take-turns";
import { drawDot, makeDot } from "./raster-points";
import type { Rgb } from "./raster-points";
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
/** Of a square half its side, as a share of a disc's radius, so that both look as large. */
const SQUARE = 0.9;
const CHOSEN_RADIUS = RADIUS + 0.75;

export function readPointColours(element: Element): PointColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    accent: read("--accent"),
    warn: read("--warn-mark"),
    opacity: Number(read("--dot")) || 0.65,
  };
}

/** As many as are painted within a few milliseconds, by code that has not been compiled yet too. */
const POINTS_AT_A_TIME = 5000;

/**
 * Paints at device pixels: as many SVG elements, or paths of the canvas, would hold the page up. Tens of thousands take a
 * few turns and are shown together. Returns what stops it.
 *
 * @param ratio device pixels to a px
 */
export function paintPoints(
  canvas: HTMLCanvasElement,
  ratio: number,
  what: PointsToPaint,
  colours: PointColours,
): () => void {
  const context = canvas.getContext("2d");
  if (!context || canvas.width === 0 || canvas.height === 0) return () => undefined;
  const { points } = what;
  const image = context.createImageData(canvas.width, canvas.height);
  const [accent, warn] = [readRgb(colours.accent), readRgb(colours.warn)];
  const dotsOf = (radius: number) => [makeDot(radius * ratio, "disc"), makeDot(radius * ratio * SQUARE, "square")];
  const [plain, chosen] = [dotsOf(RADIUS), dotsOf(CHOSEN_RADIUS)];
  const order = paintOrder(what);
  const outside: number[] = [];
  let next = 0;
  let takeBack = (): void => undefined;
  const paintSome = (): void => {
    for (const end = Math.min(order.length, next + POINTS_AT_A_TIME); next < end; next++) {
      const index = order[next];
      if (points.outside[index] !== OUTSIDE.inside) {
        outside.push(index);
        continue;
      }
      const { isMarked, isSelected, opacity } = lookOf(index, what, colours);
      const dot = (isSelected ? chosen : plain)[isMarked ? 1 : 0];
      drawDot(image, dot, points.x[index] * ratio, points.y[index] * ratio, isMarked ? warn : accent, opacity);
    }
    if (next < order.length) takeBack = takeTurn(paintSome);
    else show();
  };
  const show = (): void => {
    context.putImageData(image, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const index of outside) {
      const { isMarked, opacity } = lookOf(index, what, colours);
      context.fillStyle = isMarked ? colours.warn : colours.accent;
      context.globalAlpha = opacity;
      context.beginPath();
      triangle(points, index).forEach(([x, y], corner) => (corner === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
      context.fill();
    }
  };
  if (order.length <= POINTS_AT_A_TIME) paintSome();
  else takeBack = takeTurn(paintSome);
  return () => takeBack();
}

interface Look {
  /** Marked points are square: colour alone would say nothing to some people. */
  readonly isMarked: boolean;
  readonly isSelected: boolean;
  readonly opacity: number;
}

function lookOf(index: number, { marked, selected }: PointsToPaint, colours: PointColours): Look {
  const isMarked = marked?.[index] === 1;
  const isSelected = selected?.has(index) ?? false;
  return { isMarked, isSelected, opacity: selected ? (isSelected ? 1 : 0.16) : isMarked ? 0.88 : colours.opacity };
}

/** Of any colour that CSS can say. */
function readRgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) return [0, 0, 0];
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** The same as SVG, one path a layer: round caps of lines without length are points. */
export function pointsAsSvg(what: PointsToPaint, colours: PointColours): string {
  const layers = new Map<string, string[]>();
  const triangles: string[] = [];
  const { points } = what;
  for (const index of paintOrder(what)) {
    const { isMarked, opacity } = lookOf(index, what, colours);
    const colour = isMarked ? colours.warn : colours.accent;
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
