import { useMemo } from "react";
import type { ReactNode } from "react";
import { isClassRun } from "../../pipeline/views";
import type { ClassRun, Run } from "../../pipeline/views";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { LazyLineChart } from "../../ui/charts/lazy-charts";
import { formatNumber, formatPercent, formatTarget } from "../../ui/format";
import { capitalised } from "../train/training-curve";
import { listed } from "./compare-words";
import { medianError, ofScores, overlayCalibration, overlayErrors, overlayRoc, overlayTraining } from "./overlay";
import type { Overlay } from "./overlay";

/** The same charts of every run, over one another: the best in the accent, the others grey and named at their ends. */
export function OverlaidCharts({ runs }: { readonly runs: readonly Run[] }): ReactNode {
  const scores = useMemo(() => ofScores(runs), [runs]);
  const labels = useMemo(() => runs.filter((run): run is ClassRun => isClassRun(run)), [runs]);
  const training = useMemo(() => overlayTraining(runs), [runs]);
  const errors = useMemo(() => (scores.length > 1 ? overlayErrors(scores) : null), [scores]);
  const roc = useMemo(() => (labels.length > 1 ? overlayRoc(labels) : null), [labels]);
  const calibration = useMemo(() => (labels.length > 1 ? overlayCalibration(labels) : null), [labels]);
  const target = runs[0].experiment.problem.target ?? "target";
  const closest = scores.length > 1 ? [...scores].sort((a, b) => medianError(a) - medianError(b))[0] : null;
  return (
    <div className="pair">
      {errors && closest && (
        <Overlaid
          name="Errors"
          title={`${closest.name} predicts half of the test posts within ${formatTarget(medianError(closest))}`}
          subtitle="Share of the test posts by error, predicted less actual; the outermost points hold what lies beyond"
          overlay={errors}
          runs={runs}
          xName={`Error, ${target}`}
          yName="Share of posts"
          format={formatShare}
        />
      )}
      {roc && (
        <Overlaid
          name="ROC curves"
          title="How well posts are ranked: the higher on the left, the better"
          subtitle="Share of the posts of the second label found, by share of the others taken for it"
          overlay={roc}
          runs={runs}
          xName="False alarms"
          yName="Found"
          format={formatShare}
        />
      )}
      {calibration && (
        <Overlaid
          name="Calibration"
          title="How often the likeliest label is right, by how sure the run was"
          subtitle="In eight bins of about equal size; a run to believe is as often right as it says"
          overlay={calibration}
          runs={runs}
          xName="Probability given"
          yName="Share right"
          format={formatShare}
        />
      )}
      {training && training.ids.length > 0 && (
        <Overlaid
          name="Training curves"
          title={`What the training of ${listed(training.ids.map((id) => nameOf(runs, id)))} was watched by`}
          subtitle="Error on validation or left-out posts where there were any, else on the posts trained on"
          overlay={training}
          runs={runs}
          xName={capitalised(training.unit)}
          yName="Error"
          format={formatTarget}
        />
      )}
    </div>
  );
}

interface OverlaidProps {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly overlay: Overlay;
  readonly runs: readonly Run[];
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
}

function Overlaid({ name, title, subtitle, overlay, runs, xName, yName, format }: OverlaidProps): ReactNode {
  const { points, position, ids } = overlay;
  const series = ids.map((id) => ({ key: id, name: nameOf(runs, id), isMain: id === runs[0].id }));
  return (
    <ChartFrame
      name={name}
      title={title}
      subtitle={subtitle}
      table={() => ({
        columns: [
          { name: xName, format: (value) => formatNumber(value, Math.abs(value) < 10 ? 2 : 0) },
          ...series.map((one) => ({ name: one.name, format })),
        ],
        rows: points.map((point) => [point[position], ...ids.map((id) => point[id] ?? null)]),
      })}
    >
      <LazyLineChart
        label={`${yName} by ${xName.toLowerCase()} of ${listed(series.map((one) => one.name))}`}
        points={points}
        position={position}
        series={series}
        xName={xName}
        yName={yName}
        yAxis="linear"
        format={format}
      />
    </ChartFrame>
  );
}

function nameOf(runs: readonly Run[], id: string): string {
  return runs.find((run) => run.id === id)?.name ?? id;
}

function formatShare(share: number): string {
  return formatPercent(share, share < 0.1 ? 1 : 0);
}
