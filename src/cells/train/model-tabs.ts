import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { ModelKindName } from "../../core/models/kinds";
import type { Task } from "../../core/models/model";
import type { StageState } from "../../pipeline/stage-state";
import type { Run } from "../../pipeline/views";
import { formatPercent, formatTarget } from "../../ui/format";
import type { TabItem } from "../../ui/Tabs";

/**
 * One tab a kind that fits the task, each with the test RMSE of its newest run on this target; the chosen one says how
 * far its training is.
 */
export function modelTabs(from: {
  readonly task: Task;
  readonly target: string | null;
  readonly runs: readonly Run[];
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

export function newestRun(runs: readonly Run[], fits: (run: Run) => boolean = () => true): Run | null {
  let newest: Run | null = null;
  for (const run of runs) {
    if (fits(run) && (newest === null || run.createdAt >= newest.createdAt)) newest = run;
  }
  return newest;
}

function runNote(
  kind: ModelKindName,
  { runs, target }: { readonly runs: readonly Run[]; readonly target: string | null },
): string {
  const run = newestRun(
    runs,
    ({ experiment }) => experiment.model.kind === kind && experiment.problem.target === target,
  );
  return run ? `RMSE ${formatTarget(run.metrics.test.rmse.value)}` : "not run";
}

function runningNote({ progress }: Extract<StageState, { state: "running" }>): string {
  return progress && progress.total > 0 ? `training, ${formatPercent(progress.done / progress.total, 0)}` : "training";
}
