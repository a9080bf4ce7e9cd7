import type { ReactNode } from "react";
import { useWidth } from "./use-width";
import "./charts.css";

export interface IntervalBarProps {
  /** read out in place of the picture: "RMSE 4,727, 95% interval 3,950 to 5,640, baseline mean 5,924" */
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** ends of the scale, shared by bars that are compared */
  readonly domain: readonly [number, number];
  /** dashed through the row, named below where there is room */
  readonly baseline?: { readonly value: number; readonly name?: string };
  readonly isMuted?: boolean;
  readonly height?: number;
}

/** An estimate as a dot on its interval, against a baseline. */
export function IntervalBar(props: IntervalBarProps): ReactNode {
  const { value, low, high, domain, baseline, height = 28 } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const x = (at: number): number => 6 + ((at - domain[0]) / (domain[1] - domain[0] || 1)) * (width - 12);
  const middle = baseline?.name ? (height - 16) / 2 : height / 2;
  const colour = props.isMuted ? "var(--mute)" : "var(--accent)";
  const at = baseline ? x(baseline.value) : 0;
  const nameLength = (baseline?.name?.length ?? 0) * 6;
  return (
    <div className="plot-interval" data-plot ref={box} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={props.label}>
          {baseline && (
            <line
              x1={at}
              x2={at}
              y1={baseline.name ? middle - 12 : 0}
              y2={baseline.name ? middle + 12 : height}
              stroke="var(--ink-3)"
              strokeDasharray="2 3"
            />
          )}
          {baseline?.name && (
            <text x={Math.min(width, Math.max(nameLength, at + nameLength / 2))} y={height - 2} textAnchor="end">
              {baseline.name}
            </text>
          )}
          <line x1={x(low)} x2={x(high)} y1={middle} y2={middle} stroke={colour} strokeWidth={2} />
          {[low, high].map((end, i) => (
            <line key={i} x1={x(end)} x2={x(end)} y1={middle - 4} y2={middle + 4} stroke={colour} strokeWidth={2} />
          ))}
          <circle cx={x(value)} cy={middle} r={baseline?.name ? 4.5 : 3.5} fill={colour} />
        </svg>
      )}
    </div>
  );
}
