import type { ReactNode } from "react";
import { useWidth } from "./use-width";
import "./charts.css";

export interface ParallelAxis {
  readonly name: string;
  /** written at the bottom and the top */
  readonly ends: readonly [string, string];
}

export interface ParallelLine {
  readonly key: number;
  /** 0 to 1 on each axis, null where it has no value there */
  readonly places: readonly (number | null)[];
  /** 0 worst to 1 best: how strongly it is drawn */
  readonly merit: number;
}

export interface ParallelChartProps {
  readonly label: string;
  readonly axes: readonly ParallelAxis[];
  readonly lines: readonly ParallelLine[];
  readonly chosen: number | null;
  readonly onChoose: (key: number) => void;
  readonly height?: number;
}

const TOP = 30;
const BELOW = 22;
const SIDE = 34;

/** One line a row, across an axis for each column. A click chooses the line; the table beside it does the same by keyboard. */
export function ParallelChart(props: ParallelChartProps): ReactNode {
  const { axes, lines, chosen, onChoose, height = 230 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const x = (i: number) => SIDE + (axes.length < 2 ? 0.5 : i / (axes.length - 1)) * Math.max(0, width - 2 * SIDE);
  const y = (place: number) => height - BELOW - place * (height - TOP - BELOW);
  const path = (places: ParallelLine["places"]) =>
    places.flatMap((place, i) => (place === null ? [] : [`${x(i).toFixed(1)},${y(place).toFixed(1)}`])).join(" ");
  const ordered = [...lines].sort(
    (a, b) => Number(a.key === chosen) - Number(b.key === chosen) || a.merit - b.merit || a.key - b.key,
  );
  const room = axes.length < 2 ? width : (width - 2 * SIDE) / (axes.length - 1);
  return (
    <div className="plot-box" ref={box} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={props.label}>
          {ordered.map(({ key, places, merit }) => (
            <g key={key} onClick={() => onChoose(key)} style={{ cursor: "pointer" }}>
              <polyline points={path(places)} fill="none" stroke="transparent" strokeWidth={9} />
              <polyline
                points={path(places)}
                fill="none"
                stroke={key === chosen ? "var(--ink)" : merit > 0.75 ? "var(--accent)" : "var(--mute)"}
                strokeWidth={key === chosen ? 2.5 : 1.25}
                opacity={key === chosen ? 1 : 0.2 + 0.7 * merit}
              />
            </g>
          ))}
          {axes.map(({ name, ends }, i) => (
            <g key={name}>
              <line x1={x(i)} x2={x(i)} y1={y(0)} y2={y(1)} stroke="var(--line-2)" />
              <text className="plot-label" x={x(i)} y={11} textAnchor={anchorOf(i, axes.length)}>
                {clip(name, room)}
              </text>
              <text className="plot-label halo" x={x(i)} y={TOP - 5} textAnchor={anchorOf(i, axes.length)}>
                {clip(ends[1], room)}
              </text>
              <text className="plot-label halo" x={x(i)} y={height - 6} textAnchor={anchorOf(i, axes.length)}>
                {clip(ends[0], room)}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

function anchorOf(i: number, count: number): "start" | "middle" | "end" {
  return count < 2 ? "middle" : i === 0 ? "start" : i === count - 1 ? "end" : "middle";
}

/** About 6.5 px a letter. */
function clip(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 6.5) - 1);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
