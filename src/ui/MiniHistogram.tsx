import type { ReactNode } from "react";

export interface MiniHistogramProps {
  readonly counts: readonly number[];
  /** what it shows, for screen readers; without it the picture is decorative */
  readonly label?: string;
  readonly width?: number;
  readonly height?: number;
  /** bars in the accent, for example the one a prediction falls in */
  readonly isHighlighted?: (bin: number) => boolean;
}

/** A histogram the size of a word, without axes: for heads of columns and the rail. */
export function MiniHistogram({
  counts,
  label,
  width = 96,
  height = 24,
  isHighlighted,
}: MiniHistogramProps): ReactNode {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const gap = step > 5 ? 1.5 : step > 2.5 ? 0.5 : 0;
  const rect = (count: number, i: number): string => {
    // a bar that counts anything is seen
    const tall = count === 0 ? 0 : Math.max(1, (count / most) * height);
    const left = (i * step).toFixed(2);
    return tall === 0 ? "" : `M${left},${height}v${(-tall).toFixed(2)}h${(step - gap).toFixed(2)}v${tall.toFixed(2)}z`;
  };
  const paths = { rest: "", on: "" };
  counts.forEach((count, i) => (paths[isHighlighted?.(i) ? "on" : "rest"] += rect(count, i)));
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <path d={`M0,${height - 0.5}H${width}`} stroke="var(--line-2)" />
      {paths.rest && <path d={paths.rest} fill="var(--mute-2)" />}
      {paths.on && <path d={paths.on} fill="var(--fill)" />}
    </svg>
  );
}
