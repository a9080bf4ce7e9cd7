import { useEffect, useMemo, useRef, useState } from "react";
import type { PointerEvent, ReactNode } from "react";
import { extent, frameOf, symlogThreshold } from "./scale";
import type { Scale } from "./scale";
import { layOutPlot, makeScale, xToPx, yToPx } from "./layout";
import type { PlotLayout } from "./layout";
import { paintedLayers } from "./chart-image";
import { paintPoints, pointsAsSvg, readPointColours } from "./paint-points";
import { PlotAxes } from "./PlotAxes";
import { nearestPoint, placePoints, pointCounter, pointsInRect } from "./scatter-points";
import type { PlacedPoints, Rect } from "./scatter-points";
import { useThemeVersion } from "./use-theme-version";
import { useWidth } from "./use-width";

export interface ScatterChartProps {
  /** read out in place of the picture */
  readonly label: string;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly xName: string;
  readonly yName: string;
  readonly axes: Scale["kind"];
  /** the line where both are equal, for two readings of one quantity; it is named at its end */
  readonly identity?: string;
  /** 1 for points in amber */
  readonly marked?: Uint8Array | null;
  /** indexes of chosen points; null for none */
  readonly selected: ReadonlySet<number> | null;
  readonly onSelect: (indexes: readonly number[]) => void;
  /** exact values of one point */
  readonly tip: (index: number) => string;
  readonly height?: number;
}

/** Thousands of points on a canvas inside a frame of axes. Dragging a rectangle chooses points, a click the nearest one. */
export function ScatterChart(props: ScatterChartProps): ReactNode {
  const { xs, ys, axes, height = 214 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const plot = useMemo(() => {
    if (width === 0) return null;
    // on a log axis nothing is far: everything is inside the frame
    const threshold = axes === "symlog" ? symlogThreshold(xs) : undefined;
    const pad = 0.03;
    const x = makeScale(axes, axes === "symlog" ? extent(xs) : nearZero(frameOf(xs)), {
      ticks: axes === "symlog" ? 12 : 5,
      threshold,
      pad,
    });
    const y = makeScale(axes, axes === "symlog" ? extent(ys) : nearZero(frameOf(ys)), { ticks: 5, threshold, pad });
    const layout = layOutPlot(width, height, y.ticks);
    return { x, y, layout, points: placePoints(layout, x, y, xs, ys) };
  }, [width, height, xs, ys, axes]);

  return (
    <div className="plot-box" ref={box} style={{ height }}>
      {plot && (
        <>
          <PlotAxes
            label={props.label}
            layout={plot.layout}
            x={plot.x}
            y={plot.y}
            xName={props.xName}
            yName={props.yName}
          >
            {props.identity && <IdentityLine {...plot} name={props.identity} />}
          </PlotAxes>
          <Points {...props} layout={plot.layout} points={plot.points} />
        </>
      )}
    </div>
  );
}

type PointsProps = ScatterChartProps & {
  readonly layout: PlotLayout;
  readonly points: PlacedPoints;
};

function Points({ layout, points, marked = null, selected, onSelect, tip }: PointsProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  const [hovered, setHovered] = useState(-1);
  const [brush, setBrush] = useState<Rect | null>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    element.width = Math.round(layout.width * ratio);
    element.height = Math.round(layout.height * ratio);
    const what = { points, marked, selected };
    const colours = readPointColours(element);
    paintedLayers.set(element, () => pointsAsSvg(what, colours));
    return paintPoints(element, ratio, what, colours);
  }, [layout, points, marked, selected, theme]);

  const at = (event: PointerEvent<HTMLDivElement>): { x: number; y: number } => {
    const place = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - place.left + layout.x0, y: event.clientY - place.top + layout.y1 };
  };
  const onDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = at(event);
    setBrush({ x0: x, y0: y, x1: x, y1: y });
    setHovered(-1);
  };
  const onMove = (event: PointerEvent<HTMLDivElement>): void => {
    const { x, y } = at(event);
    if (!brush) return setHovered(nearestPoint(points, x, y, 12));
    const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
    setBrush({ ...brush, x1: clamp(x, layout.x0, layout.x1), y1: clamp(y, layout.y1, layout.y0) });
  };
  const onUp = (event: PointerEvent<HTMLDivElement>): void => {
    if (!brush) return;
    setBrush(null);
    const isClick = Math.abs(brush.x1 - brush.x0) < 4 && Math.abs(brush.y1 - brush.y0) < 4;
    const { x, y } = at(event);
    const near = nearestPoint(points, x, y, 12);
    onSelect(isClick ? (near < 0 ? [] : [near]) : pointsInRect(points, brush));
  };

  return (
    <>
      <canvas ref={canvas} style={{ width: layout.width, height: layout.height }} aria-hidden="true" />
      <div
        className="plot-pad"
        style={{
          left: layout.x0,
          top: layout.y1,
          width: layout.x1 - layout.x0,
          height: layout.y0 - layout.y1,
        }}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => setBrush(null)}
        onPointerLeave={() => setHovered(-1)}
      />
      {brush && (
        <div
          className="plot-brush"
          style={{
            left: Math.min(brush.x0, brush.x1),
            top: Math.min(brush.y0, brush.y1),
            width: Math.abs(brush.x1 - brush.x0),
            height: Math.abs(brush.y1 - brush.y0),
          }}
        />
      )}
      {hovered >= 0 && hovered < points.x.length && (
        <>
          <div
            className={marked?.[hovered] === 1 ? "plot-ring square" : "plot-ring"}
            style={{ left: points.x[hovered], top: points.y[hovered] }}
          />
          <div
            className="plot-tip"
            style={{
              top: points.y[hovered] + 12,
              ...(points.x[hovered] > layout.width / 2
                ? { right: layout.width - points.x[hovered] + 8 }
                : { left: points.x[hovered] + 8 }),
            }}
          >
            {tip(hovered)}
          </div>
        </>
      )}
    </>
  );
}

interface IdentityLineProps {
  readonly layout: PlotLayout;
  readonly x: Scale;
  readonly y: Scale;
  readonly points: PlacedPoints;
  readonly name: string;
}

function IdentityLine({ layout, x, y, points, name }: IdentityLineProps): ReactNode {
  const low = Math.max(x.domain[0], y.domain[0]);
  const high = Math.min(x.domain[1], y.domain[1]);
  if (!(low < high)) return null;
  const [from, to] = [x.toUnit(low), x.toUnit(high)];
  // on two logarithmic axes with other ends the line is not straight near zero
  const path = Array.from({ length: 65 }, (_, i) => {
    const value = x.fromUnit(from + ((to - from) * i) / 64);
    return { x: xToPx(layout, x, value), y: yToPx(layout, y, value) };
  });
  const label = placeAlong(path, points, name.length * 6 + 8, layout);
  return (
    <>
      <path className="plot-ref" d={`M${path.map((at) => `${at.x.toFixed(1)},${at.y.toFixed(1)}`).join("L")}`} />
      <text className="plot-label halo" x={label.x} y={label.y}>
        {name}
      </text>
    </>
  );
}

/** Beside the line, left or right of it, where it hides the fewest points. */
function placeAlong(
  path: readonly { readonly x: number; readonly y: number }[],
  points: PlacedPoints,
  length: number,
  layout: PlotLayout,
): { readonly x: number; readonly y: number } {
  const countIn = pointCounter(points, layout);
  let best = { x: layout.x0, y: layout.y0 - 5 };
  let least = Infinity;
  for (const at of path) {
    for (const x of [at.x + 9, at.x - 9 - length]) {
      const y = Math.min(layout.y0 - 5, Math.max(layout.y1 + 9, at.y + 4));
      if (x < layout.x0 || x + length > layout.x1) continue;
      const hidden = countIn({ x0: x, x1: x + length, y0: y - 11, y1: y + 4 });
      if (hidden < least) {
        least = hidden;
        best = { x, y };
      }
    }
  }
  return best;
}

/** Takes zero in where it is close by: an axis that starts at 35 asks why. */
function nearZero([low, high]: readonly [number, number]): readonly [number, number] {
  if (low > 0 && low < 0.25 * high) return [0, high];
  if (high < 0 && high > 0.25 * low) return [low, 0];
  return [low, high];
}
