import { useDeferredValue, useMemo, useState } from "react";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { metricOrder } from "../validate/validate-words";
import { testMetric } from "../problem/metric-words";
import { useNotebook } from "../use-notebook";
import { diffSettings } from "./run-fields";
import type { RunField, SettingsDiff } from "./run-fields";
import { filterRuns, groupRuns, sortRuns } from "./run-list";
import type { RunFilter, RunItem, RunSort } from "./run-list";

export interface RunView {
  /** all there are, the newest first */
  readonly all: readonly RunSummary[];
  /** those the filter leaves */
  readonly shown: readonly RunSummary[];
  readonly items: readonly RunItem[];
  readonly diff: SettingsDiff;
  /** the one that decides first */
  readonly metrics: readonly string[];
  readonly filter: RunFilter;
  readonly sort: RunSort;
  readonly group: RunField | null;
  readonly setFilter: (change: Partial<RunFilter>) => void;
  readonly sortBy: (field: RunField) => void;
  readonly setGroup: (field: RunField | null) => void;
}

const NUMERIC_FIRST_DOWN: ReadonlySet<RunField> = new Set(["made", "starred"]);

/** The list as it is filtered, sorted and grouped. Typing goes first: the list follows when there is time. */
export function useRunView(): RunView {
  const runs = useNotebook((state) => state.runs);
  const problem = useNotebook((state) => state.experiment.problem);
  const [filter, setFilter] = useState<RunFilter>({ text: "", field: null, starred: false });
  const [sort, setSort] = useState<RunSort>({ field: "made", descending: true });
  const [group, setGroup] = useState<RunField | null>(null);
  const settled = useDeferredValue(filter);
  const all = useMemo(() => runs.toReversed(), [runs]);
  const shown = useMemo(() => filterRuns(all, settled), [all, settled]);
  const sorted = useMemo(() => sortRuns(shown, sort), [shown, sort]);
  const items = useMemo(() => groupRuns(sorted, group), [sorted, group]);
  const diff = useMemo(() => diffSettings(shown), [shown]);
  const metrics = useMemo(() => {
    const isOfTask = shown.some((run) => run.experiment.problem.task === problem.task);
    const task = isOfTask ? problem.task : (shown[0]?.experiment.problem.task ?? problem.task);
    const first = task === problem.task ? problem.metric : METRICS_BY_TASK[task][0];
    return metricOrder(METRICS_BY_TASK[task], first)
      .filter((metric) => metric !== "mse" || metric === first)
      .filter((metric) => shown.some((run) => testMetric(run, metric)));
  }, [shown, problem]);
  return {
    all,
    shown,
    items,
    diff,
    metrics,
    filter,
    sort,
    group,
    setFilter: (change) => setFilter((old) => ({ ...old, ...change })),
    sortBy: (field) =>
      setSort((old) => ({
        field,
        descending: old.field === field ? !old.descending : NUMERIC_FIRST_DOWN.has(field),
      })),
    setGroup,
  };
}
