import { useMemo } from "react";
import type { ReactNode } from "react";
import { tickText } from "./tick-text";
import { decimate } from "./decimate";
import type { CurvePoint } from "./decimate";
import { layOutPlot, makeScale, xToPx, yToPx } from "./layout";
import type { PlotLayout } from "./layout";
import { PlotAxes } from "./PlotAxes";
import { PlotSeries } from "./PlotSeries";
import { makeLinearScale } from "./scale";
import type { Scale } from "./scale";
import { useWidth } from "./use-width";

export interface CurveSeries {
  /** key in the points */
  readonly key: string;
  /** as written beside its end: "validation" */
  readonly name: string;
  /** the series in question is in the accent, the others are grey */
  readonly isMain: boolean;
}

export interface LineChartProps {
  readonly label: string;
  readonly points: readonly CurvePoint[];
  /** key of the position: "epoch" */
  readonly position: string;
  readonly series: readonly CurveSeries[];
  readonly xName: string;
  readonly yName: string;
  readonly yAxis: Scale["kind"];
  /** the axis reaches this far even while fewer steps are done */
  readonly end?: number;
  /** index into `points` of the kept step, marked on the main series */
  readonly best?: number | null;
  readonly format: (value: number) => string;
  readonly height?: number;
}

type Row = Record<string, number> & { x: number };

/** Curves over the steps of a training, labelled at their ends. Any number of points is drawn in the same time. */
export function LineChart(props: LineChartProps): ReactNode {
  const { points, position, series, yAxis, end, best = null, format, height = 196 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const plot = useMemo(
    () =>
      width === 0 || points.length === 0
        ? null
        : layOut({ points, position, series, yAxis, end, best, width, height, format }),
    [points, position, series, yAxis, end, best, width, height, format],
  );
  return (
    <div className="plot-box" ref={box} style={{ height }}>
      {plot && (
        <>
          <PlotAxes layout={plot.layout} x={plot.x} y={plot.y} xName={props.xName} yName={props.yName} />
          <PlotSeries
            label={props.label}
            layout={plot.layout}
            rows={plot.rows}
            series={series.map(({ key }) => ({ key: unitKey(key), kind: "line" }))}
            describe={(row) => describe(row as Row, props)}
          >
            {[...series].reverse().map(({ key, isMain }) => (
              <Curve key={key} rows={plot.rows} of={unitKey(key)} layout={plot.layout} isMain={isMain} />
            ))}
            <BestMark {...props} plot={plot} />
            <EndLabels {...props} plot={plot} />
          </PlotSeries>
        </>
      )}
    </div>
  );
}

/** Where a row keeps a series in units of the axis. */
const unitKey = (key: string): string => `unit:${key}`;

interface CurveProps {
  readonly rows: readonly Row[];
  readonly of: string;
  readonly layout: PlotLayout;
  readonly isMain: boolean;
}

function Curve({ rows, of, layout, isMain }: CurveProps): ReactNode {
  const { x0, x1, y0, y1 } = layout;
  const points = rows
    .filter((row) => Number.isFinite(row[of]))
    .map((row) => [x0 + row.x * (x1 - x0), y0 + row[of] * (y1 - y0)] as const);
  const colour = isMain ? "var(--accent)" : "var(--mute)";
  if (points.length === 1) return <circle cx={points[0][0]} cy={points[0][1]} r={3} fill={colour} />;
  return (
    <polyline
      points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
      fill="none"
      stroke={colour}
      strokeWidth={isMain ? 1.75 : 1.5}
      strokeLinejoin="round"
    />
  );
}

interface Plot {
  readonly layout: PlotLayout;
  readonly x: Scale;
  readonly y: Scale;
  readonly rows: readonly Row[];
}

function layOut(from: {
  points: readonly CurvePoint[];
  position: string;
  series: readonly CurveSeries[];
  yAxis: Scale["kind"];
  end: number | undefined;
  best: number | null;
  width: number;
  height: number;
  format: (value: number) => string;
}): Plot {
  const { points, position, width } = from;
  const keys = from.series.map(({ key }) => key);
  const shown = decimate(points, keys, Math.max(40, Math.floor(width / 4)), from.best === null ? [] : [from.best]);
  const values = shown.flatMap((point) => keys.map((key) => point[key])).filter((value) => Number.isFinite(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = makeScale(from.yAxis, [low, high], {
    ticks: 4,
    threshold: from.yAxis === "symlog" ? low || undefined : undefined,
  });
  const lastStep = Math.max(from.end ?? 0, points[points.length - 1][position]);
  const first = Math.min(points[0][position], 0);
  const x = makeLinearScale(first, lastStep, { ticks: 5, exact: true });
  // labels at the ends of the curves stand in the part still empty while training, else in the margin
  const labels =
    Math.max(...from.series.map(({ key, name }) => (name.length + from.format(lastOf(points, key)).length + 1) * 7)) +
    9;
  const free = (1 - x.toUnit(points[points.length - 1][position])) * (width - 60);
  const layout = layOutPlot(width, from.height, y.ticks, { right: Math.max(12, labels - free) });
  const rows = shown.map((point) => {
    const row: Row = { ...point, x: x.toUnit(point[position]) };
    for (const key of keys) if (Number.isFinite(point[key])) row[unitKey(key)] = y.toUnit(point[key]);
    return row;
  });
  return { layout, x, y, rows };
}

function lastOf(points: readonly CurvePoint[], key: string): number {
  return points.findLast((point) => Number.isFinite(point[key]))?.[key] ?? 0;
}

function EndLabels({ points, position, series, format, plot }: LineChartProps & { readonly plot: Plot }): ReactNode {
  const ends = series
    .map((one) => {
      const last = points.findLast((point) => Number.isFinite(point[one.key]));
      return last && { ...one, value: last[one.key], px: xToPx(plot.layout, plot.x, last[position]), py: 0 };
    })
    .filter((end) => end !== undefined)
    .map((end) => ({ ...end, py: yToPx(plot.layout, plot.y, end.value), textY: 0 }))
    .sort((a, b) => a.py - b.py);
  // texts keep 13 px apart, and stay in the plot
  let floor = plot.layout.y1;
  for (const end of ends) {
    end.textY = Math.max(end.py + 4, floor);
    floor = end.textY + 13;
  }
  return ends.map((end) => (
    <g key={end.key} pointerEvents="none">
      <circle cx={end.px} cy={end.py} r={2.5} fill={end.isMain ? "var(--accent)" : "var(--mute)"} />
      <text className={end.isMain ? "plot-strong halo" : "plot-label halo"} x={end.px + 7} y={end.textY}>
        {end.name} {format(end.value)}
      </text>
    </g>
  ));
}

function BestMark({
  points,
  position,
  series,
  best,
  format,
  plot,
}: LineChartProps & { readonly plot: Plot }): ReactNode {
  const main = series.find(({ isMain }) => isMain);
  const point = best === null || best === undefined ? undefined : points[best];
  if (!main || !point || !Number.isFinite(point[main.key]) || best === points.length - 1) return null;
  const px = xToPx(plot.layout, plot.x, point[position]);
  const py = yToPx(plot.layout, plot.y, point[main.key]);
  const low = py + 20 > plot.layout.y0;
  return (
    <g pointerEvents="none">
      <circle cx={px} cy={py} r={3.5} fill="var(--page)" stroke="var(--accent)" strokeWidth={1.75} />
      <text
        className="plot-label halo"
        x={px}
        y={low ? py - 9 : py + 17}
        textAnchor={px < plot.layout.x0 + 40 ? "start" : "middle"}
      >
        best {format(point[main.key])}
      </text>
    </g>
  );
}

function describe(row: Row, { position, series, format }: LineChartProps): string {
  const lines = series
    .filter(({ key }) => Number.isFinite(row[key]))
    .map(({ key, name }) => `${name} ${format(row[key])}`);
  return [`${position} ${tickText(row[position])}`, ...lines].join("\n");
}
