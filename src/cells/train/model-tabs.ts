import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { ModelKindName } from "../../core/models/kinds";
import type { Task } from "../../core/models/model";
import type { StageState } from "../../pipeline/stage-state";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { formatPercent } from "../../ui/format";
import type { TabItem } from "../../ui/Tabs";
import { formatMetric, mainMetrics, metricWords, testMetric } from "../problem/metric-words";

/**
 * One tab a kind that fits the task, each with the main test figure of its newest run on this target; the chosen one says how
 * far its training is.
 */
export function modelTabs(from: {
  readonly task: Task;
  readonly target: string | null;
  readonly runs: readonly RunSummary[];
  readonly current: ModelKindName;
  readonly train: StageState;
}): readonly TabItem[] {
  return kindsFor(from.task).map((kind) => ({
    value: kind,
    label: MODEL_DESCRIPTIONS[kind].label,
    note: kind === from.current && from.train.state === "running" ? runningNote(from.train) : runNote(kind, from),
  }));
}

export function kindsFor(task: Task): readonly ModelKindName[] {
  return (Object.keys(MODEL_DESCRIPTIONS) as ModelKindName[]).filter((kind) =>
    (MODEL_DESCRIPTIONS[kind].tasks as readonly Task[]).includes(task),
  );
}

export function newestRun(
  runs: readonly RunSummary[],
  fits: (run: RunSummary) => boolean = () => true,
): RunSummary | null {
  let newest: RunSummary | null = null;
  for (const run of runs) {
    if (fits(run) && (newest === null || run.createdAt >= newest.createdAt)) newest = run;
  }
  return newest;
}

/** "RMSE 4,327" or "accuracy 0.612": what a run reaches on its test rows. */
export function mainFigure(run: RunSummary): string {
  const [metric] = mainMetrics(run);
  const measured = testMetric(run, metric);
  return `${metricWords(metric).short} ${measured ? formatMetric(metric, measured.value) : "–"}`;
}

function runNote(
  kind: ModelKindName,
  { runs, target }: { readonly runs: readonly RunSummary[]; readonly target: string | null },
): string {
  const run = newestRun(
    runs,
    ({ experiment }) => experiment.model.kind === kind && experiment.problem.target === target,
  );
  return run ? mainFigure(run) : "not run";
}

function runningNote({ progress }: Extract<StageState, { state: "running" }>): string {
  return progress && progress.total > 0 ? `training, ${formatPercent(progress.done / progress.total, 0)}` : "training";
}
