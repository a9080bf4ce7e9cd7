import type { ReactNode } from "react";
import { ticksAcross } from "./layout";
import { makeLinearScale } from "./scale";
import { tickText } from "./tick-text";
import { useWidth } from "./use-width";
import "./charts.css";

export interface DotStripProps {
  /** read out in place of the picture */
  readonly label: string;
  readonly values: readonly number[];
  /** a line through the strip, named above it */
  readonly mark: { readonly value: number; readonly name: string };
  readonly xName: string;
}

const HEIGHT = 110;
const FLOOR = 74;
const STEP = 7;

/** Values as dots along one axis, stacked where they fall together, and one value marked among them. */
export function DotStrip({ label, values, mark, xName }: DotStripProps): ReactNode {
  const [box, width] = useWidth<HTMLDivElement>();
  const scale = makeLinearScale(Math.min(...values, mark.value), Math.max(...values, mark.value), { ticks: 5 });
  const x = (value: number): number => 12 + scale.toUnit(value) * (width - 24);
  const at = x(mark.value);
  const room = mark.name.length * 6.2;
  return (
    <div className="plot-box" data-plot ref={box} style={{ height: HEIGHT }}>
      {width > 0 && (
        <svg className="plot" width={width} height={HEIGHT} role="img" aria-label={label}>
          <line x1={0} x2={width} y1={FLOOR + 5} y2={FLOOR + 5} stroke="var(--line-2)" />
          {ticksAcross(scale, width - 24).map((tick) => (
            <text key={tick} className="plot-label" x={x(tick)} y={FLOOR + 20} textAnchor="middle">
              {tickText(tick)}
            </text>
          ))}
          <text className="plot-label" x={width} y={FLOOR + 34} textAnchor="end">
            {xName}
          </text>
          {stacked(values.map(x)).map(({ px, row }, i) => (
            <circle key={i} cx={px} cy={FLOOR - Math.min(row, 7) * STEP} r={3} fill="var(--mute)" fillOpacity={0.8} />
          ))}
          <line x1={at} x2={at} y1={16} y2={FLOOR + 5} stroke="var(--accent)" strokeWidth={2} />
          <text
            className="plot-strong halo"
            x={at}
            y={11}
            textAnchor={at < room / 2 ? "start" : at > width - room / 2 ? "end" : "middle"}
          >
            {mark.name}
          </text>
        </svg>
      )}
    </div>
  );
}

/** Dots that would cover one another stand one above the other. */
function stacked(positions: readonly number[]): readonly { px: number; row: number }[] {
  const taken = new Map<number, number>();
  return [...positions]
    .sort((a, b) => a - b)
    .map((px) => {
      const column = Math.round(px / STEP);
      const row = taken.get(column) ?? 0;
      taken.set(column, row + 1);
      return { px: column * STEP, row };
    });
}
