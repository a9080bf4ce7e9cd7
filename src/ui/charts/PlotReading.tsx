import type { ReactNode } from "react";
import { Bar, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import type { PlotLayout } from "./layout";
import type { ReadSeries } from "./PlotSeries";

export interface PlotReadingProps {
  readonly label: string;
  readonly layout: PlotLayout;
  readonly rows: readonly object[];
  readonly series: readonly ReadSeries[];
  readonly describe: (row: object) => string;
}

const UNIT = [0, 1];

/** Recharts over a drawn plot of the same layout: finds the row under the pointer, or the next by arrow key, and shows it. */
export function PlotReading({ label, layout, rows, series, describe }: PlotReadingProps): ReactNode {
  const isBars = series.some(({ kind }) => kind === "bar");
  return (
    <ComposedChart
      className="plot-reading"
      width={layout.width}
      height={layout.height}
      margin={{ top: layout.y1, right: layout.width - layout.x1, bottom: layout.height - layout.y0, left: layout.x0 }}
      data={rows as object[]}
      accessibilityLayer
      role="application"
      aria-label={label}
    >
      <XAxis dataKey="x" type="number" domain={UNIT} allowDataOverflow hide />
      <YAxis type="number" domain={UNIT} allowDataOverflow hide />
      <Tooltip
        cursor={isBars ? false : { stroke: "var(--mute)" }}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const row = payload?.[0]?.payload as object | undefined;
          return active && row ? <div className="plot-tip flow">{describe(row)}</div> : null;
        }}
      />
      {series.map(({ key, kind, active }) =>
        kind === "bar" ? (
          <Bar
            key={key}
            dataKey={key}
            fill="transparent"
            isAnimationActive={false}
            activeBar={(bar: unknown) => <>{active?.((bar as { payload: object }).payload)}</>}
          />
        ) : (
          <Line
            key={key}
            dataKey={key}
            stroke="none"
            dot={false}
            activeDot={{ r: 3, strokeWidth: 0, fill: "var(--accent)" }}
            isAnimationActive={false}
          />
        ),
      )}
    </ComposedChart>
  );
}
