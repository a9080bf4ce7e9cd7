import { Suspense, lazy, useEffect, useRef, useState } from "react";
import type { ReactNode, RefObject } from "react";
import type { PlotLayout } from "./layout";

// Recharts, and what it is made of, is fetched when somebody first reaches for a value.
const Reading = lazy(async () => ({ default: (await import("./PlotReading")).PlotReading }));

/** One curve or the bars that are read; keys of the rows. */
export interface ReadSeries {
  readonly key: string;
  readonly kind: "line" | "bar";
  /** how a bar is drawn while it is read */
  readonly active?: (row: object) => ReactNode;
}

export interface PlotSeriesProps {
  readonly label: string;
  readonly layout: PlotLayout;
  /** rows in units of the axes, 0 to 1; each has `x` */
  readonly rows: readonly object[];
  readonly series: readonly ReadSeries[];
  /** exact values of one row */
  readonly describe: (row: object) => string;
  /** the drawing itself, as SVG over the frame of the same layout */
  readonly children: ReactNode;
}

/**
 * The series of a chart, drawn as they are; values are read by pointer, or by focus and arrow keys. What reads them is
 * mounted when the chart is first reached for: several charts of Recharts that come with one result would hold the page
 * up for longer than a frame or two.
 */
export function PlotSeries({ label, layout, rows, series, describe, children }: PlotSeriesProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<"no" | "by pointer" | "by keyboard">("no");
  const isRead = reached !== "no";
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- what is reached for inside it has the role
    <div
      ref={box}
      className="plot plot-series"
      onPointerEnter={() => setReached((was) => (was === "no" ? "by pointer" : was))}
      onFocus={() => setReached((was) => (was === "no" ? "by keyboard" : was))}
    >
      <svg
        width={layout.width}
        height={layout.height}
        {...(isRead ? { "aria-hidden": true } : { role: "application", "aria-label": label, tabIndex: 0 })}
      >
        {children}
      </svg>
      {isRead && (
        <Suspense>
          <Reading label={label} layout={layout} rows={rows} series={series} describe={describe} />
          {reached === "by keyboard" && <KeepFocus within={box} />}
        </Suspense>
      )}
    </div>
  );
}

/** Hands the focus on to what took the place of the drawing that had it. */
function KeepFocus({ within }: { readonly within: RefObject<HTMLElement | null> }): ReactNode {
  useEffect(() => within.current?.querySelector<SVGElement>(".recharts-surface")?.focus(), [within]);
  return null;
}
