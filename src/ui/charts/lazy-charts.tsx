import { Suspense, lazy, memo, useEffect, useRef, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import type { HistogramChartProps } from "./HistogramChart";
import type { LineChartProps } from "./LineChart";
import type { ScatterChartProps } from "./ScatterChart";
import { takeTurn } from "./take-turns";
import { useNearView } from "./use-near-view";

// Recharts is the largest part of the page and is needed only once there is something to draw.
const Scatter = lazy(async () => ({ default: memo((await import("./ScatterChart")).ScatterChart) }));
const Histogram = lazy(async () => ({ default: memo((await import("./HistogramChart")).HistogramChart) }));
const Lines = lazy(async () => ({ default: memo((await import("./LineChart")).LineChart) }));

export function LazyScatterChart(props: ScatterChartProps): ReactNode {
  return <Later Chart={Scatter} chart={props} height={props.height ?? 214} />;
}

export function LazyHistogramChart(props: HistogramChartProps): ReactNode {
  return <Later Chart={Histogram} chart={props} height={props.height ?? 164} />;
}

export function LazyLineChart(props: LineChartProps): ReactNode {
  return <Later Chart={Lines} chart={props} height={props.height ?? 196} />;
}

/** Charts out of view wait until the rest of the page has settled. */
const WHEN_OUT_OF_VIEW_MS = 1000;

/**
 * Draws charts near the view first, and each in a task of its own. The empty frame keeps its place until then, so
 * that nothing below moves.
 */
function Later<Props extends object>(from: {
  readonly Chart: ComponentType<Props>;
  readonly chart: Props;
  readonly height: number;
}): ReactNode {
  const { Chart, chart, height } = from;
  const box = useRef<HTMLDivElement>(null);
  const isNear = useNearView(box);
  const [shown, setShown] = useState<Props | null>(null);
  useEffect(() => {
    if (isNear) return takeTurn(() => setShown(chart));
    let takeBack = (): void => {};
    const timer = setTimeout(() => (takeBack = takeTurn(() => setShown(chart))), WHEN_OUT_OF_VIEW_MS);
    return () => {
      clearTimeout(timer);
      takeBack();
    };
  }, [isNear, chart]);
  const frame = <div className="chart-wait" style={{ height }} />;
  return <div ref={box}>{shown ? <Suspense fallback={frame}>{<Chart {...shown} />}</Suspense> : frame}</div>;
}
