import type { ReactNode } from "react";
import type { Interval } from "../../pipeline/views";

const WIDTH = 150;
const HEIGHT = 24;

export interface IntervalCellProps {
  readonly measured: Interval;
  readonly baseline: number | null;
  /** ends of the scale that all rows share */
  readonly scale: readonly [number, number];
  readonly label: string;
}

/** An estimate on its interval, of a fixed size: a thousand rows measure nothing. */
export function IntervalCell({ measured, baseline, scale, label }: IntervalCellProps): ReactNode {
  const x = (value: number): number => 5 + ((value - scale[0]) / (scale[1] - scale[0] || 1)) * (WIDTH - 10);
  const { value, low, high } = measured;
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {baseline !== null && (
        <line x1={x(baseline)} x2={x(baseline)} y1={0} y2={HEIGHT} stroke="var(--ink-3)" strokeDasharray="2 3" />
      )}
      <line x1={x(low)} x2={x(high)} y1={middle} y2={middle} stroke="var(--accent)" strokeWidth={2} />
      <circle cx={x(value)} cy={middle} r={3.5} fill="var(--accent)" />
    </svg>
  );
}
