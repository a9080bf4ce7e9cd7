import { memo, useEffect, useRef, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import type { HistogramChartProps } from "./HistogramChart";
import type { LineChartProps } from "./LineChart";
import type { ScatterChartProps } from "./ScatterChart";
import { useIsBusy } from "../busy";
import { takeTurn } from "../take-turns";
import { useNearView } from "../use-near-view";

type Load<Props extends object> = () => Promise<ComponentType<Props>>;

// Recharts is the largest part of the page and is needed only once there is something to draw. No Suspense: it shows
// whatever has come within 300 ms in one commit, and several charts in one commit hold the page up.
const loadScatter = once(async () => memo((await import("./ScatterChart")).ScatterChart));
const loadHistogram = once(async () => memo((await import("./HistogramChart")).HistogramChart));
const loadLines = once(async () => memo((await import("./LineChart")).LineChart));

function once<Props extends object>(load: Load<Props>): Load<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  return () =>
    (loading ??= load().catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    }));
}

export function LazyScatterChart(props: ScatterChartProps): ReactNode {
  return <Later load={loadScatter} chart={props} height={props.height ?? 214} />;
}

export function LazyHistogramChart(props: HistogramChartProps): ReactNode {
  return <Later load={loadHistogram} chart={props} height={props.height ?? 164} />;
}

export function LazyLineChart(props: LineChartProps): ReactNode {
  return <Later load={loadLines} chart={props} height={props.height ?? 196} />;
}

/** Charts further from the view wait until nothing runs and the rest of the page has settled. */
const NEAR_PX = 600;
const WHEN_OUT_OF_VIEW_MS = 1000;

/**
 * Draws charts near the view first, and each in a task of its own. The empty frame keeps its place until then, so
 * that nothing below moves.
 */
function Later<Props extends object>(from: {
  readonly load: Load<Props>;
  readonly chart: Props;
  readonly height: number;
}): ReactNode {
  const { load, chart, height } = from;
  const box = useRef<HTMLDivElement>(null);
  const isNear = useNearView(box, NEAR_PX);
  const isBusy = useIsBusy();
  const [shown, setShown] = useState<{ readonly Chart: ComponentType<Props>; readonly props: Props } | null>(null);
  const [failure, setFailure] = useState<{ readonly thrown: unknown } | null>(null);
  const mayDraw = isNear || !isBusy;
  useEffect(() => {
    if (!mayDraw) return;
    let isMeant = true;
    let takeBack = (): void => {};
    const draw = async (): Promise<void> => {
      try {
        const Chart = await load();
        if (isMeant) takeBack = takeTurn(() => setShown({ Chart, props: chart }));
      } catch (thrown) {
        if (isMeant) setFailure({ thrown });
      }
    };
    const timer = setTimeout(() => void draw(), isNear ? 0 : WHEN_OUT_OF_VIEW_MS);
    return () => {
      isMeant = false;
      clearTimeout(timer);
      takeBack();
    };
  }, [isNear, mayDraw, chart, load]);
  // The cell's error boundary shows it, with what can be done.
  if (failure) throw failure.thrown;
  return (
    <div ref={box}>{shown ? <shown.Chart {...shown.props} /> : <div className="chart-wait" style={{ height }} />}</div>
  );
}
