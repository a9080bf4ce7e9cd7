import { useDeferredValue, useState } from "react";
import type { ReactNode } from "react";
import type { History, Task } from "../../core/models/model";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import type { ChartTable } from "../../ui/charts/chart-table";
import { LazyLineChart } from "../../ui/charts/lazy-charts";
import { useThrottled } from "../../ui/charts/use-throttled";
import { formatNumber, formatShort, formatTarget } from "../../ui/format";
import { capitalised, lowestIndex, readCurve, watchedSeries } from "./training-curve";
import type { Curve, Point } from "./training-curve";
import { memorisedNote, trainingFinding } from "./training-finding";

export interface TrainingCurveProps {
  readonly history: Pick<History, "unit" | "points" | "best" | "stopped" | "facts">;
  readonly target: string;
  readonly task: Task;
  readonly isRunning?: boolean;
  /** steps planned, so that a running curve leaves room for what is to come */
  readonly planned?: number;
  /** what to say in place of the curve */
  readonly empty: string;
}

/** The loss or out-of-bag curve, live or of a finished training. */
export function TrainingCurve(props: TrainingCurveProps): ReactNode {
  const { history, target, task, isRunning = false, planned, empty } = props;
  const [chosenLog, setLog] = useState<boolean | null>(null);
  // epochs may come faster than a chart is drawn, and typing elsewhere goes first
  const points = useDeferredValue(useThrottled(history.points, isRunning ? 150 : 0));
  const measure = history.facts?.curve;
  const curve = readCurve(points, {
    unit: history.unit,
    target,
    task,
    ...(typeof measure === "string" && { measure }),
  });
  if (!curve) {
    return (
      <ChartFrame name="Training curve" title="Training curve" empty={empty} height={196}>
        {null}
      </ChartFrame>
    );
  }
  const watched = watchedSeries(curve);
  // a solver's residual falls by powers of ten
  const isLog = chosenLog ?? !curve.isError;
  const format = curve.isError ? formatTarget : formatSmall;
  const best = isRunning ? lowestIndex(points, watched.key) : (history.best ?? null);
  const memorised = isRunning ? null : memorisedNote(curve, points, history.best);
  return (
    <ChartFrame
      name="Training curve"
      title={trainingFinding(curve, { points, best: history.best }, isRunning)}
      subtitle={subtitleOf(curve, isRunning ? undefined : history.stopped)}
      table={() => tableOf(curve, points)}
      actions={[{ label: isLog ? "Linear axis" : "Log axis", onSelect: () => setLog(!isLog) }]}
      foot={memorised}
    >
      <LazyLineChart
        label={`${curve.measure} by ${curve.positionName.toLowerCase()}`}
        points={points}
        position={curve.position}
        series={curve.series}
        xName={curve.positionName}
        yName={curve.measure}
        yAxis={isLog ? "symlog" : "linear"}
        end={isRunning ? planned : undefined}
        best={watched.name === "validation" ? best : null}
        format={format}
      />
    </ChartFrame>
  );
}

const SERIES_WORDS: Readonly<Record<string, string>> = {
  train: "training posts",
  validation: "validation posts",
  "out of bag": "posts left out of each tree",
};

function formatSmall(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1).replaceAll("-", "\u2212") : formatShort(value);
}

function subtitleOf(curve: Curve, stopped: string | undefined): string {
  const names = curve.series.map(({ name }) => SERIES_WORDS[name] ?? name);
  const plotted = curve.isError ? `Error on ${names.join(" and ")}` : `${curve.measure} left by the solver`;
  return `${plotted}${stopped ? `. Ended: ${stopped}` : ""}`;
}

function tableOf(curve: Curve, points: readonly Point[]): ChartTable {
  return {
    columns: [
      { name: curve.positionName, format: formatNumber },
      ...curve.series.map(({ name }) => ({
        name: capitalised(name),
        format: curve.isError ? formatTarget : formatSmall,
      })),
    ],
    rows: points.map((point) => [
      point[curve.position],
      ...curve.series.map(({ key }) => (Number.isFinite(point[key]) ? point[key] : null)),
    ]),
  };
}
