import { useMemo, useState } from "react";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { EvaluateView, Run } from "../../pipeline/views";
import { newestRun } from "../train/model-tabs";
import { useNotebook } from "../use-notebook";
import { useWholeRun } from "../use-whole-run";

export interface ShownRun {
  readonly evaluate: EvaluateView;
  /** null for the moment between an evaluation and the keeping of its run */
  readonly run: Run | null;
  /** the open file is the one it was evaluated on, so its rows can be read */
  readonly isSameFile: boolean;
}

/** The run to look at: the newest, or the one chosen until a newer comes. */
export function useShownRun(): {
  readonly shown: ShownRun | null;
  readonly runs: readonly RunSummary[];
  readonly chosen: RunSummary | null;
  /** why the chosen run cannot be shown */
  readonly problem: string | null;
  readonly choose: (id: string) => void;
} {
  const runs = useNotebook((state) => state.runs);
  const view = useNotebook((state) => state.views.evaluate);
  const openFile = useNotebook((state) => state.views.read?.sha256);
  const [choice, setChoice] = useState<{ readonly id: string; readonly newest: string | null } | null>(null);
  const newest = newestRun(runs);
  const chosen =
    choice !== null && choice.newest === (newest?.id ?? null) ? runs.find(({ id }) => id === choice.id) : undefined;
  const record = chosen ?? newest;
  const loaded = useWholeRun(record);
  const isOfRecord = loaded.value !== null && loaded.value.id === record?.id;
  const run = useMemo(() => loaded.value && asDrawn(loaded.value, view), [loaded.value, view]);
  const isFromView = view !== undefined && (record === null || isSameEvaluation(record, view));
  const isViewAlone = isFromView && !isOfRecord;
  const shownRun = isViewAlone || loaded.error ? null : run;
  const evaluate = isViewAlone ? view : shownRun?.evaluate;
  const isSameFile = (shownRun ?? record)?.experiment.data.sha256 === openFile || record === null;
  const shown = useMemo(
    () => (evaluate ? { evaluate, run: shownRun, isSameFile } : null),
    [evaluate, shownRun, isSameFile],
  );
  return {
    shown,
    runs,
    chosen: record,
    problem: loaded.error && !isFromView ? loaded.error.message : null,
    choose: (id) => setChoice({ id, newest: newest?.id ?? null }),
  };
}

const drawnOf = new WeakMap<Run, EvaluateView>();

/**
 * A view comes with its evaluation and is drawn before its run is there: the same numbers in another object would be drawn
 * once more, and so would those of the last run in the moment in which only the view of the next is there.
 */
function asDrawn(run: Run, view: EvaluateView | undefined): Run {
  if (view && isSameEvaluation(run, view)) drawnOf.set(run, view);
  const evaluate = drawnOf.get(run);
  return evaluate ? ({ ...run, evaluate } as Run) : run;
}

/** Times are measured anew at every evaluation: no two of them are the same to the last digit. */
function isSameEvaluation({ figures }: RunSummary, { latency, throughput }: EvaluateView): boolean {
  return figures.latency.p50 === latency.p50 && figures.throughput === throughput;
}
