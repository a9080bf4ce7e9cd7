import { Suspense, lazy } from "react";
import type { ComponentType, ReactNode } from "react";
import type { HistogramChartProps } from "./HistogramChart";
import type { LineChartProps } from "./LineChart";
import type { ScatterChartProps } from "./ScatterChart";

// Recharts is the largest part of the page and is needed only once there is something to draw.
const Scatter = lazy(async () => ({ default: (await import("./ScatterChart")).ScatterChart }));
const Histogram = lazy(async () => ({ default: (await import("./HistogramChart")).HistogramChart }));
const Lines = lazy(async () => ({ default: (await import("./LineChart")).LineChart }));

export function LazyScatterChart(props: ScatterChartProps): ReactNode {
  return whenLoaded(Scatter, props, props.height ?? 214);
}

export function LazyHistogramChart(props: HistogramChartProps): ReactNode {
  return whenLoaded(Histogram, props, props.height ?? 164);
}

export function LazyLineChart(props: LineChartProps): ReactNode {
  return whenLoaded(Lines, props, props.height ?? 196);
}

/** The empty frame keeps the place while the code of charts arrives, so that nothing below moves. */
function whenLoaded<Props extends object>(Chart: ComponentType<Props>, props: Props, height: number): ReactNode {
  return (
    <Suspense fallback={<div className="chart-wait" style={{ height }} />}>
      <Chart {...props} />
    </Suspense>
  );
}
