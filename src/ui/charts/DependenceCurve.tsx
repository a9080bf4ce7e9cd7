import type { ReactNode } from "react";
import { layOutPlot } from "./layout";
import { makeLinearScale } from "./scale";
import { tickText } from "./tick-text";
import { useWidth } from "./use-width";
import "./charts.css";

export interface DependencePoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface DependenceCurveProps {
  /** read out in place of the picture */
  readonly label: string;
  /** ascending in x */
  readonly points: readonly DependencePoint[];
  /** curves of single posts, a value a point each */
  readonly individual: readonly (readonly number[])[];
  /** marked on the axis: where the posts are */
  readonly rug: readonly number[];
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
  readonly height?: number;
}

/** A mean curve on the band of single curves, the single ones thin behind it, and ticks below where the data lie. */
export function DependenceCurve(props: DependenceCurveProps): ReactNode {
  const { points, height = 240 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  return (
    <div className="plot-box" data-plot ref={box} style={{ height }}>
      {width > 0 && points.length > 0 && <Drawing {...props} width={width} height={height} />}
    </div>
  );
}

function Drawing(props: DependenceCurveProps & { readonly width: number; readonly height: number }): ReactNode {
  const { points, individual, rug, format, width, height } = props;
  const values = [...points.flatMap(({ mean, low, high }) => [mean, low, high]), ...individual.flat()];
  const yScale = makeLinearScale(Math.min(...values), Math.max(...values), { ticks: 4 });
  const first = points[0];
  const last = points[points.length - 1];
  const xScale = makeLinearScale(first.x, last.x, { ticks: 5, exact: true });
  const right = format(last.mean).length * 6.6 + 16;
  const { x0, x1, y0, y1 } = layOutPlot(width, height, yScale.ticks, { right });
  const px = (x: number): number => x0 + xScale.toUnit(x) * (x1 - x0);
  const py = (y: number): number => y0 + yScale.toUnit(y) * (y1 - y0);
  const line = (ys: readonly number[]): string =>
    ys.map((y, i) => `${i === 0 ? "M" : "L"}${px(points[i].x).toFixed(1)} ${py(y).toFixed(1)}`).join("");
  const band = `${line(points.map(({ high }) => high))}${[...points]
    .reverse()
    .map(({ x, low }) => `L${px(x).toFixed(1)} ${py(low).toFixed(1)}`)
    .join("")}Z`;
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
      <path d={band} fill="var(--accent)" fillOpacity={0.13} />
      {individual.map((ys, i) => (
        <path key={i} d={line(ys)} fill="none" stroke="var(--mute)" strokeOpacity={0.45} strokeWidth={0.75} />
      ))}
      <path d={line(points.map(({ mean }) => mean))} fill="none" stroke="var(--accent)" strokeWidth={2} />
      {points.length <= 12 &&
        points.map(({ x, mean }) => <circle key={x} cx={px(x)} cy={py(mean)} r={3} fill="var(--accent)" />)}
      <line x1={x0} x2={x1} y1={y0} y2={y0} stroke="var(--line-2)" />
      {rug
        .filter((x) => x >= first.x && x <= last.x)
        .map((x, i) => (
          <line key={i} x1={px(x)} x2={px(x)} y1={y0} y2={y0 - 7} stroke="var(--ink-3)" />
        ))}
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
      <circle cx={px(last.x)} cy={py(last.mean)} r={2.5} fill="var(--accent)" />
      <text className="plot-strong halo" x={px(last.x) + 7} y={py(last.mean) + 4}>
        {format(last.mean)}
      </text>
    </svg>
  );
}
