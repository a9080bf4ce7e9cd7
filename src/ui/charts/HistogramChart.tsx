import { useMemo } from "react";
import type { ReactNode } from "react";
import { formatCount, formatNumber } from "../format";
import type { Bins } from "./histogram-bins";
import { layOutPlot, makeScale, placeLabels, xToPx, yToPx } from "./layout";
import type { PlotLayout } from "./layout";
import { PlotAxes } from "./PlotAxes";
import { PlotSeries } from "./PlotSeries";
import { makeLinearScale } from "./scale";
import type { Scale } from "./scale";
import { tickText } from "./tick-text";
import { useWidth } from "./use-width";

export interface ReferenceMark {
  readonly value: number;
  readonly label: string;
  /** dashed for a reading of the data, solid for a fixed place such as zero */
  readonly kind: "dashed" | "solid";
  readonly side?: "left" | "right";
}

export interface HistogramChartProps {
  readonly label: string;
  readonly bins: Bins;
  readonly xName: string;
  /** what is counted: "Posts" */
  readonly yName: string;
  /** one and many of it: ["post", "posts"] */
  readonly nouns: readonly [string, string];
  /** an exact value on the x axis, in words */
  readonly format: (value: number) => string;
  readonly formatAxis?: (value: number) => string;
  readonly marks?: readonly ReferenceMark[];
  /** bars drawn in grey */
  readonly isRest?: (bin: number) => boolean;
  readonly height?: number;
}

interface BarRow {
  readonly x: number;
  readonly top: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly index: number;
  readonly end: "below" | "above" | null;
}

/** Bars from zero; what lies beyond the frame stands in a bar of its own at that end, labelled. */
export function HistogramChart(props: HistogramChartProps): ReactNode {
  const { bins, height = 164, marks = [], formatAxis = tickText } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const plot = useMemo(() => (width === 0 ? null : layOut(bins, width, height)), [bins, width, height]);
  return (
    <div className="plot-box" ref={box} style={{ height }}>
      {plot && (
        <>
          <PlotAxes
            layout={plot.layout}
            x={plot.x}
            y={plot.y}
            xName={props.xName}
            yName={props.yName}
            formatX={formatAxis}
            formatY={formatNumber}
          />
          <PlotSeries
            label={props.label}
            layout={plot.layout}
            rows={plot.rows}
            series={[
              { key: "top", kind: "bar", active: (row) => <BarShape row={row as BarRow} plot={plot} isActive /> },
            ]}
            describe={(row) => describe(row as BarRow, props)}
          >
            {plot.rows.map((row) => (
              <BarShape key={row.index} row={row} plot={plot} isRest={props.isRest?.(row.index) ?? false} />
            ))}
            {plot.rows.map(
              (row) => row.end && <OverflowLabel key={row.end} row={row} plot={plot} format={formatAxis} />,
            )}
            <Marks marks={marks} layout={plot.layout} x={plot.x} />
          </PlotSeries>
        </>
      )}
    </div>
  );
}

interface Plot {
  readonly layout: PlotLayout;
  readonly x: Scale;
  readonly y: Scale;
  readonly rows: readonly BarRow[];
}

function layOut(bins: Bins, width: number, height: number): Plot {
  const { edges, counts } = bins;
  const ends = [edges[0], edges[edges.length - 1]] as const;
  const bare = makeScale(bins.scale, ends, { ticks: 6, exact: true, threshold: symlogBend(bins) });
  // an overflow bin is one more bar's width at its end of the axis
  const room = 1 / Math.max(1, counts.length);
  const before = bins.below > 0 ? room : 0;
  const after = bins.above > 0 ? room : 0;
  const total = 1 + before + after;
  const x: Scale = {
    ...bare,
    toUnit: (value) => (bare.toUnit(value) + before) / total,
    fromUnit: (unit) => bare.fromUnit(unit * total - before),
  };
  const most = Math.max(1, bins.below, bins.above, ...counts);
  // bars are whole: no ticks between whole numbers
  const y = makeLinearScale(0, most * 1.12, { ticks: Math.min(4, most), exact: true });
  const layout = layOutPlot(width, height, y.ticks, { formatY: formatNumber });
  const row = (low: number, high: number, count: number, index: number, end: BarRow["end"]): BarRow => ({
    x: (unitOf(x, low) + unitOf(x, high)) / 2,
    top: y.toUnit(count),
    low,
    high,
    count,
    index,
    end,
  });
  const unitOf = (scale: Scale, value: number): number =>
    value === -Infinity ? 0 : value === Infinity ? 1 : scale.toUnit(value);
  return {
    layout,
    x,
    y,
    rows: [
      ...(before ? [row(-Infinity, ends[0], bins.below, -1, "below")] : []),
      ...counts.map((count, i) => row(edges[i], edges[i + 1], count, i, null)),
      ...(after ? [row(ends[1], Infinity, bins.above, counts.length, "above")] : []),
    ],
  };
}

function symlogBend(bins: Bins): number | undefined {
  return bins.scale === "symlog" ? Math.min(...bins.edges.map(Math.abs).filter((edge) => edge > 0)) : undefined;
}

interface BarShapeProps {
  readonly row: BarRow;
  readonly plot: Plot;
  readonly isRest?: boolean;
  readonly isActive?: boolean;
}

function BarShape({ row, plot, isRest = false, isActive = false }: BarShapeProps): ReactNode {
  const { layout } = plot;
  const left = row.low === -Infinity ? layout.x0 : xToPx(layout, plot.x, row.low);
  const right = row.high === Infinity ? layout.x1 : xToPx(layout, plot.x, row.high);
  const top = yToPx(layout, plot.y, row.count);
  const gap = right - left > 4 ? 0.75 : 0.25;
  if (row.count === 0) return null;
  const kind = isActive ? "plot-bar active" : isRest || row.end ? "plot-bar rest" : "plot-bar";
  return (
    <rect
      className={kind}
      x={left + gap}
      width={Math.max(0.5, right - left - 2 * gap)}
      y={Math.min(top, layout.y0 - 1)}
      height={Math.max(1, layout.y0 - top)}
    />
  );
}

function OverflowLabel(props: { row: BarRow; plot: Plot; format: (value: number) => string }): ReactNode {
  const { row, plot, format } = props;
  const isAbove = row.end === "above";
  const text = `${formatNumber(row.count)} ${isAbove ? `above ${format(row.low)}` : `below ${format(row.high)}`}`;
  // above every bar that the text would cover
  const reach = (text.length * 6 + 4) / (plot.layout.x1 - plot.layout.x0);
  const under = plot.rows.filter(({ x }) => (isAbove ? x > 1 - reach : x < reach));
  const highest = Math.min(...under.map(({ count }) => yToPx(plot.layout, plot.y, count)));
  return (
    <text
      className="plot-label halo"
      x={isAbove ? plot.layout.x1 : plot.layout.x0}
      y={highest - 5}
      textAnchor={isAbove ? "end" : "start"}
    >
      {text}
    </text>
  );
}

export function Marks({
  marks,
  layout,
  x,
}: {
  marks: readonly ReferenceMark[];
  layout: PlotLayout;
  x: Scale;
}): ReactNode {
  const shown = marks.filter(({ value }) => x.toUnit(value) >= 0 && x.toUnit(value) <= 1);
  const placed = placeLabels(
    shown.map(({ value, label, side }) => ({ px: xToPx(layout, x, value), text: label, side })),
    layout,
  );
  return shown.map((mark, i) => {
    const px = xToPx(layout, x, mark.value);
    const top = layout.y1 + placed[i].row * 16 - 2;
    return (
      <g key={`${mark.label}${mark.value}`} pointerEvents="none">
        <line className={mark.kind === "dashed" ? "plot-ref" : "plot-solid"} x1={px} x2={px} y1={top} y2={layout.y0} />
        <text className="plot-label halo" x={placed[i].x} y={top + 8} textAnchor={placed[i].anchor}>
          {mark.label}
        </text>
      </g>
    );
  });
}

function describe(row: BarRow, props: HistogramChartProps): string {
  const count = formatCount(row.count, ...props.nouns);
  if (row.end === "below") return `${count}\nbelow ${props.format(row.high)}`;
  if (row.end === "above") return `${count}\nabove ${props.format(row.low)}`;
  return `${count}\n${props.format(row.low)} to ${props.format(row.high)}`;
}
