import type { ReactNode } from "react";
import { layOutPlot } from "./layout";
import { makeLinearScale } from "./scale";
import { tickText } from "./tick-text";
import { useWidth } from "./use-width";
import "./charts.css";

export interface CurveWithInterval {
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** of the second curve, which has no interval */
  readonly beside: number;
}

export interface IntervalCurveProps {
  /** read out in place of the picture */
  readonly label: string;
  /** ascending in x */
  readonly points: readonly CurveWithInterval[];
  /** of the curve with intervals and of the one beside it */
  readonly names: readonly [main: string, beside: string];
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
  readonly height?: number;
}

/** A few points with their intervals, joined, and a second curve in grey. */
export function IntervalCurve(props: IntervalCurveProps): ReactNode {
  const { points, names, format, height = 210 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  return (
    <div className="plot-box" data-plot ref={box} style={{ height }}>
      {width > 0 && points.length > 0 && (
        <Drawing {...props} points={points} names={names} format={format} width={width} height={height} />
      )}
    </div>
  );
}

function Drawing(props: IntervalCurveProps & { readonly width: number; readonly height: number }): ReactNode {
  const { points, names, format, width, height } = props;
  const values = points.flatMap(({ value, low, high, beside }) => [value, low, high, beside]);
  const yScale = makeLinearScale(Math.min(...values), Math.max(...values), { ticks: 4 });
  const xScale = makeLinearScale(0, points[points.length - 1].x, { ticks: 4, exact: true });
  const last = points[points.length - 1];
  const labels = [`${names[0]} ${format(last.value)}`, `${names[1]} ${format(last.beside)}`];
  const right = Math.max(...labels.map((text) => text.length)) * 6.6 + 12;
  const { x0, x1, y0, y1 } = layOutPlot(width, height, yScale.ticks, { right });
  const px = (x: number): number => x0 + xScale.toUnit(x) * (x1 - x0);
  const py = (y: number): number => y0 + yScale.toUnit(y) * (y1 - y0);
  const line = (of: (point: CurveWithInterval) => number): string =>
    points.map((point, i) => `${i === 0 ? "M" : "L"}${px(point.x)} ${py(of(point))}`).join("");
  // the two labels keep 13 px apart
  const gap = py(last.beside) - py(last.value);
  const shift = Math.abs(gap) < 13 ? ((13 - Math.abs(gap)) / 2) * (gap < 0 ? -1 : 1) : 0;
  return (
    <svg className="plot" width={width} height={height} role="img" aria-label={props.label}>
      {yScale.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x0} x2={x1} y1={py(tick)} y2={py(tick)} stroke="var(--grid)" />
          <text className="plot-label" x={x0 - 6} y={py(tick) + 4} textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      <line x1={x0} x2={x1} y1={y0} y2={y0} stroke="var(--line-2)" />
      {xScale.ticks.map((tick) => (
        <text key={tick} className="plot-label" x={px(tick)} y={y0 + 15} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      <text className="plot-label" x={x1} y={y0 + 30} textAnchor="end">
        {props.xName}
      </text>
      <text className="plot-label" x={0} y={10}>
        {props.yName}
      </text>
      <path d={line(({ beside }) => beside)} fill="none" stroke="var(--mute)" strokeWidth={1.5} />
      <path d={line(({ value }) => value)} fill="none" stroke="var(--accent)" strokeWidth={1.75} />
      {points.map((point) => (
        <g key={point.x} stroke="var(--accent)" strokeWidth={1.5}>
          <line x1={px(point.x)} x2={px(point.x)} y1={py(point.low)} y2={py(point.high)} />
          {[point.low, point.high].map((end, i) => (
            <line key={i} x1={px(point.x) - 3} x2={px(point.x) + 3} y1={py(end)} y2={py(end)} />
          ))}
          <circle cx={px(point.x)} cy={py(point.value)} r={3} fill="var(--accent)" stroke="none" />
          <circle cx={px(point.x)} cy={py(point.beside)} r={2.5} fill="var(--mute)" stroke="none" />
        </g>
      ))}
      <text className="plot-strong halo" x={px(last.x) + 8} y={py(last.value) + 4 - shift}>
        {labels[0]}
      </text>
      <text className="plot-label halo" x={px(last.x) + 8} y={py(last.beside) + 4 + shift}>
        {labels[1]}
      </text>
    </svg>
  );
}
