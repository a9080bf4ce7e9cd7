import type { ReactNode } from "react";
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { tickText } from "./tick-text";
import { ticksAcross } from "./layout";
import type { PlotLayout } from "./layout";
import type { Scale } from "./scale";

export interface PlotAxesProps {
  readonly label: string;
  readonly layout: PlotLayout;
  readonly x: Scale;
  readonly y: Scale;
  readonly xName: string;
  readonly yName: string;
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** rows in units of the axes, 0 to 1; each has `x` */
  readonly data?: readonly object[];
  /** whether arrow keys move the tooltip from row to row */
  readonly keyboard?: boolean;
  readonly children?: ReactNode;
}

interface TickProps {
  readonly x?: number | string;
  readonly y?: number | string;
  readonly payload?: { readonly value: number };
}

/**
 * The frame every chart shares: names at the ends of the axes, horizontal gridlines, a solid x axis with short ticks.
 * Recharts is given axes over 0..1; the scales say what stands where.
 */
export function PlotAxes(props: PlotAxesProps): ReactNode {
  const { layout, x, y, formatX = tickText, formatY = tickText } = props;
  const xTicks = ticksAcross(x, layout.x1 - layout.x0, formatX);
  const yTicks = y.ticks;
  const zero = y.domain[0] < 0 && y.domain[1] > 0;
  return (
    <ComposedChart
      className="plot"
      width={layout.width}
      height={layout.height}
      margin={{ top: layout.y1, right: layout.width - layout.x1, bottom: 0, left: 0 }}
      data={props.data as object[] | undefined}
      accessibilityLayer={props.keyboard ?? false}
      role={props.keyboard ? "application" : "img"}
      aria-label={props.label}
    >
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--grid)" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[0, 1]}
        allowDataOverflow
        ticks={xTicks.map((tick) => x.toUnit(tick))}
        interval={0}
        height={layout.height - layout.y0}
        stroke="var(--mute)"
        tickSize={4}
        tick={(tick: TickProps) => (
          <text className="plot-tick" x={tick.x} y={layout.y0 + 16} textAnchor="middle">
            {formatX(nearest(xTicks, x, tick.payload?.value ?? 0))}
          </text>
        )}
      />
      <YAxis
        type="number"
        domain={[0, 1]}
        allowDataOverflow
        ticks={yTicks.map((tick) => y.toUnit(tick))}
        interval={0}
        width={layout.x0}
        axisLine={false}
        tickLine={false}
        tick={(tick: TickProps) => (
          <text className="plot-tick" x={layout.x0 - 6} y={Number(tick.y) + 3.5} textAnchor="end">
            {formatY(nearest(yTicks, y, tick.payload?.value ?? 0))}
          </text>
        )}
      />
      {zero && <ReferenceLine y={y.toUnit(0)} className="plot-zero" stroke="var(--mute)" />}
      {props.children}
      <text className="plot-name" x={0} y={10}>
        ↑ {props.yName}
      </text>
      <text className="plot-name" x={layout.x1} y={layout.height - 2} textAnchor="end">
        {props.xName} →
      </text>
    </ComposedChart>
  );
}

/** The tick that stands at a unit: going there and back again would show 0.30000000000000004. */
function nearest(ticks: readonly number[], scale: Scale, unit: number): number {
  let best = ticks[0] ?? 0;
  for (const tick of ticks) {
    if (Math.abs(scale.toUnit(tick) - unit) < Math.abs(scale.toUnit(best) - unit)) best = tick;
  }
  return best;
}
