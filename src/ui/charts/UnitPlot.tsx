import type { ReactNode } from "react";
import { formatNumber } from "../format";
import { useWidth } from "./use-width";
import "./charts.css";

/** Both in [0, 1]. */
export type UnitPoint = readonly [x: number, y: number];

export interface UnitPlotProps {
  /** read out in place of the picture */
  readonly label: string;
  readonly xName: string;
  readonly yName: string;
  /** the curve in question */
  readonly curve: readonly UnitPoint[];
  /** dashed: what chance, or a perfect answer, would give */
  readonly reference: readonly UnitPoint[];
  /** whether the points of the curve are marked */
  readonly hasDots?: boolean;
  /** a place on the curve that is spoken of */
  readonly mark?: { readonly at: UnitPoint; readonly name: string } | null;
  readonly height?: number;
}

const LEFT = 34;
const RIGHT = 12;
const TOP = 22;
const BELOW = 34;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** A curve of shares against shares, with the line it is compared to. */
export function UnitPlot(props: UnitPlotProps): ReactNode {
  const { curve, reference, mark = null, height = 220 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const x = (value: number) => LEFT + value * Math.max(0, width - LEFT - RIGHT);
  const y = (value: number) => height - BELOW - value * (height - TOP - BELOW);
  const path = (points: readonly UnitPoint[]) => points.map(([a, b]) => `${x(a)},${y(b)}`).join(" ");
  return (
    <div className="plot-box" ref={box} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={props.label}>
          {TICKS.map((tick) => (
            <g key={tick}>
              <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke="var(--grid)" />
              <text className="plot-label" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {formatNumber(tick, tick % 0.5 === 0 ? 1 : 2)}
              </text>
              <text className="plot-label" x={x(tick)} y={height - BELOW + 15} textAnchor="middle">
                {formatNumber(tick, tick % 0.5 === 0 ? 1 : 2)}
              </text>
            </g>
          ))}
          <text className="plot-label" x={x(1)} y={height - 3} textAnchor="end">
            {props.xName} →
          </text>
          <text className="plot-label" x={0} y={10}>
            ↑ {props.yName}
          </text>
          <polyline points={path(reference)} fill="none" stroke="var(--mute)" strokeDasharray="3 4" />
          <polyline points={path(curve)} fill="none" stroke="var(--accent)" strokeWidth={1.75} strokeLinejoin="round" />
          {props.hasDots && curve.map(([a, b], i) => <circle key={i} cx={x(a)} cy={y(b)} r={3} fill="var(--accent)" />)}
          {mark && (
            <g>
              <circle
                cx={x(mark.at[0])}
                cy={y(mark.at[1])}
                r={4}
                fill="var(--page)"
                stroke="var(--accent)"
                strokeWidth={1.75}
              />
              <text
                className="plot-label halo"
                x={x(mark.at[0]) + (mark.at[0] > 0.7 ? -8 : 8)}
                y={y(mark.at[1]) + 14}
                textAnchor={mark.at[0] > 0.7 ? "end" : "start"}
              >
                {mark.name}
              </text>
            </g>
          )}
        </svg>
      )}
    </div>
  );
}
