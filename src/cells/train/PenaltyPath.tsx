import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { canonicalJson } from "../../experiment/content-hash";
import type { Experiment } from "../../experiment/schema";
import type { PenaltyPathView } from "../../pipeline/penalty-path-view";
import { Button } from "../../ui/Button";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { LazyLineChart } from "../../ui/charts/lazy-charts";
import { formatDuration, formatNumber, formatTarget } from "../../ui/format";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { pathFinding, pathNote, penaltyText } from "./penalty-path-words";

const CURVES = [
  { key: "validation", name: "validation", isMain: true },
  { key: "train", name: "train", isMain: false },
];
const WEIGHTS_DRAWN = 6;

/** A hundred penalties at once, for models that have one: where the validation error is least, and what the weights do. */
export function PenaltyPath(): ReactNode {
  const client = useClient();
  const actions = useActions();
  const model = useNotebook((state) => state.experiment.model);
  const experiment = useNotebook((state) => state.experiment);
  const settings = useMemo(() => settingsOf(experiment), [experiment]);
  const [found, setFound] = useState<{ settings: string; path: PenaltyPathView } | null>(null);
  const task = useTask(async () => setFound({ settings, path: await client.penaltyPath() }));
  if (model.kind !== "ridge" && model.kind !== "elasticNet") return null;
  const alpha = Number(model.alpha);
  const path = found?.settings === settings ? found.path : null;
  return (
    <section aria-label="Penalty path" className="on-demand">
      {path ? (
        <>
          <ErrorByPenalty path={path} alpha={alpha} />
          <WeightsByPenalty path={path} />
          <div className="row-actions">
            <Button
              disabled={penaltyText(alpha) === penaltyText(path.alphas[path.best])}
              onClick={() =>
                void actions.edit({ model: { alpha: Number(path.alphas[path.best].toPrecision(2)) } as never })
              }
            >
              Use penalty {penaltyText(path.alphas[path.best])}
            </Button>
          </div>
        </>
      ) : (
        <div className="row-actions">
          <Button disabled={task.busy} onClick={() => void task.run()}>
            {task.busy ? "Fitting 100 penalties…" : "Compare 100 penalties"}
          </Button>
          <span className="note">Fits the whole path on the training posts and judges it on the validation posts.</span>
        </div>
      )}
      {task.error && (
        <p className="field-error" role="alert">
          {task.error.message}
        </p>
      )}
    </section>
  );
}

function ErrorByPenalty({ path, alpha }: { readonly path: PenaltyPathView; readonly alpha: number }): ReactNode {
  const scale = Math.max(...path.validation);
  const format = (value: number): string => formatTarget(value, scale);
  const points = pointsOf(path, (i) => ({ train: path.train[i], validation: path.validation[i] }));
  return (
    <ChartFrame
      name="Error by penalty"
      title={pathFinding(path, alpha)}
      subtitle={`RMSE over ${formatNumber(path.alphas.length)} penalties, fitted in ${formatDuration(path.elapsedMs)}`}
      foot={pathNote(path, scale)}
      table={() => ({
        columns: [
          { name: "Penalty", format: penaltyText },
          { name: "Validation RMSE", format },
          { name: "Training RMSE", format },
          { name: "Features with a weight", format: formatNumber },
        ],
        rows: path.alphas.map((penalty, i) => [penalty, path.validation[i], path.train[i], path.kept[i]]),
      })}
    >
      <LazyLineChart
        label="RMSE by penalty"
        points={points}
        position="log10 penalty"
        series={CURVES}
        xName="Penalty, power of ten"
        yName="RMSE"
        yAxis="linear"
        best={path.alphas.length - 1 - path.best}
        format={format}
      />
    </ChartFrame>
  );
}

function WeightsByPenalty({ path }: { readonly path: PenaltyPathView }): ReactNode {
  const drawn = path.lines.slice(0, WEIGHTS_DRAWN);
  const largest = Math.max(...drawn.flatMap(({ coefficients }) => coefficients.map(Math.abs)));
  const format = (value: number): string => formatTarget(value, largest);
  const points = pointsOf(path, (i) => Object.fromEntries(drawn.map((line, j) => [`w${j}`, line.coefficients[i]])));
  return (
    <ChartFrame
      name="Weights by penalty"
      title={`${drawn[0]?.label ?? "No feature"} weighs most at the best penalty`}
      subtitle={`Weights of the ${drawn.length} features that move most there, over all penalties`}
      table={() => ({
        columns: [
          { name: "Penalty", format: penaltyText },
          ...path.lines.map(({ label }) => ({ name: label, format })),
        ],
        rows: path.alphas.map((penalty, i) => [penalty, ...path.lines.map(({ coefficients }) => coefficients[i])]),
      })}
    >
      <LazyLineChart
        label="Weights by penalty"
        points={points}
        position="log10 penalty"
        series={drawn.map(({ label }, j) => ({ key: `w${j}`, name: label, isMain: j === 0 }))}
        xName="Penalty, power of ten"
        yName="Weight"
        yAxis="linear"
        format={format}
      />
    </ChartFrame>
  );
}

/** Weakest penalty first, as an axis runs. */
function pointsOf(path: PenaltyPathView, of: (i: number) => Record<string, number>): Record<string, number>[] {
  return path.alphas.map((alpha, i) => ({ "log10 penalty": Math.log10(alpha), ...of(i) })).reverse();
}

/** What a path depends on: everything up to the model, and the model less its penalty. */
function settingsOf({ problem, data, cleaning, features, split, model }: Experiment): string {
  const { alpha: _alpha, ...rest } = model;
  return canonicalJson({ target: problem.target, data, cleaning, features, split, rest });
}
