import type { ReactNode } from "react";
import { tickText } from "./tick-text";
import { ticksAcross } from "./layout";
import type { PlotLayout } from "./layout";
import { tickTextWidth } from "./scale";
import type { Scale } from "./scale";

export interface PlotAxesProps {
  readonly layout: PlotLayout;
  readonly x: Scale;
  readonly y: Scale;
  readonly xName: string;
  readonly yName: string;
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** read out in place of the picture; absent where something above it speaks */
  readonly label?: string;
  readonly children?: ReactNode;
}

const TICK = 4;

/**
 * The frame every chart shares: names at the ends of the axes, horizontal gridlines, a solid x axis with short ticks.
 * Plain SVG: axes of Recharts measure their labels in the document, and several of them hold the page up.
 */
export function PlotAxes(props: PlotAxesProps): ReactNode {
  const { layout, x, y, formatX = tickText, formatY = tickText, label } = props;
  const { x0, x1, y0, y1 } = layout;
  const across = (value: number) => x0 + x.toUnit(value) * (x1 - x0);
  const up = (value: number) => y0 + y.toUnit(value) * (y1 - y0);
  const xTicks = ticksAcross(x, x1 - x0, formatX);
  // A label wider than the room beside the plot stays within the picture.
  const labelAt = (tick: number) => {
    const half = (tickTextWidth([tick], formatX) + 1) / 2;
    return Math.max(half, Math.min(across(tick), layout.width - half));
  };
  const hasZero = y.domain[0] < 0 && y.domain[1] > 0;
  return (
    <svg
      className="plot"
      width={layout.width}
      height={layout.height}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x0} x2={x1} y1={up(tick)} y2={up(tick)} stroke="var(--grid)" />
          <text className="plot-tick" x={x0 - 6} y={up(tick) + 3.5} textAnchor="end">
            {formatY(tick)}
          </text>
        </g>
      ))}
      <line x1={x0} x2={x1} y1={y0} y2={y0} stroke="var(--mute)" />
      {xTicks.map((tick) => (
        <g key={tick}>
          <line x1={across(tick)} x2={across(tick)} y1={y0} y2={y0 + TICK} stroke="var(--mute)" />
          <text className="plot-tick" x={labelAt(tick)} y={y0 + 16} textAnchor="middle">
            {formatX(tick)}
          </text>
        </g>
      ))}
      {hasZero && <line className="plot-zero" x1={x0} x2={x1} y1={up(0)} y2={up(0)} stroke="var(--mute)" />}
      {props.children}
      <text className="plot-name" x={0} y={10}>
        ↑ {props.yName}
      </text>
      <text className="plot-name" x={x1} y={layout.height - 2} textAnchor="end">
        {props.xName} →
      </text>
    </svg>
  );
}
