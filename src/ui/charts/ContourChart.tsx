import type { ReactNode } from "react";
import type { ParallelAxis } from "./ParallelChart";
import { useWidth } from "./use-width";
import "./charts.css";

export interface ContourPoint {
  readonly key: number;
  /** 0 to 1 on both axes */
  readonly x: number;
  readonly y: number;
  /** 0 worst to 1 best */
  readonly merit: number;
}

export interface ContourChartProps {
  readonly label: string;
  readonly axes: readonly [ParallelAxis, ParallelAxis];
  readonly points: readonly ContourPoint[];
  readonly chosen: number | null;
  readonly onChoose: (key: number) => void;
  readonly height?: number;
}

const CELLS = 20;
const LEFT = 14;
const TOP = 24;
const BELOW = 36;

/** What lies between the points, by distance: deeper is better. Only a guide where no point is near. */
export function ContourChart(props: ContourChartProps): ReactNode {
  const { axes, points, chosen, onChoose, height = 250 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const w = Math.max(0, width - 2 * LEFT);
  const h = height - TOP - BELOW;
  const x = (place: number) => LEFT + place * w;
  const y = (place: number) => TOP + (1 - place) * h;
  const [across, up] = axes;
  return (
    <div className="plot-box" ref={box} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={props.label}>
          {Array.from({ length: CELLS * CELLS }, (_, i) => {
            const [cx, cy] = [((i % CELLS) + 0.5) / CELLS, (Math.floor(i / CELLS) + 0.5) / CELLS];
            return (
              <rect
                key={i}
                x={x(cx - 0.5 / CELLS)}
                y={y(cy + 0.5 / CELLS)}
                width={w / CELLS + 0.5}
                height={h / CELLS + 0.5}
                fill="var(--accent)"
                opacity={(0.02 + (0.5 * Math.round(between(points, cx, cy) * 8)) / 8).toFixed(3)}
              />
            );
          })}
          {points.map((point) => (
            <circle
              key={point.key}
              cx={x(point.x)}
              cy={y(point.y)}
              r={point.key === chosen ? 6 : 3.5}
              fill={point.key === chosen ? "var(--ink)" : "var(--page)"}
              stroke="var(--ink)"
              style={{ cursor: "pointer" }}
              onClick={() => onChoose(point.key)}
            />
          ))}
          <text className="plot-label" x={0} y={12}>{`↑ ${up.name}: ${up.ends[0]} to ${up.ends[1]}`}</text>
          <text className="plot-label" x={LEFT} y={height - 20}>
            {across.ends[0]}
          </text>
          <text className="plot-label" x={x(1)} y={height - 20} textAnchor="end">
            {across.ends[1]}
          </text>
          <text className="plot-label" x={x(1)} y={height - 4} textAnchor="end">{`${across.name} →`}</text>
        </svg>
      )}
    </div>
  );
}

/** The mean merit, near points counting most. */
function between(points: readonly ContourPoint[], x: number, y: number): number {
  let sum = 0;
  let total = 0;
  for (const point of points) {
    const weight = 1 / ((point.x - x) ** 2 + (point.y - y) ** 2 + 1e-3) ** 2;
    sum += weight * point.merit;
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}
