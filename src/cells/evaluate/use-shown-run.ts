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
  const run = useMemo(() => {
    if (!loaded.value) return null;
    // The view came with the evaluation and is drawn already: the same numbers in another object would be drawn again.
    return view && isSameEvaluation(loaded.value, view) ? ({ ...loaded.value, evaluate: view } as Run) : loaded.value;
  }, [loaded.value, view]);
  const isFromView = view !== undefined && (record === null || isSameEvaluation(record, view));
  const shown =
    isFromView && !isOfRecord
      ? { evaluate: view, run: null }
      : run && !loaded.error
        ? { evaluate: run.evaluate, run }
        : null;
  return {
    shown: shown && {
      ...shown,
      isSameFile: (shown.run ?? record)?.experiment.data.sha256 === openFile || record === null,
    },
    runs,
    chosen: record,
    problem: loaded.error && !isFromView ? loaded.error.message : null,
    choose: (id) => setChoice({ id, newest: newest?.id ?? null }),
  };
}

/** Times are measured anew at every evaluation: no two of them are the same to the last digit. */
function isSameEvaluation({ figures }: RunSummary, { latency, throughput }: EvaluateView): boolean {
  return figures.latency.p50 === latency.p50 && figures.throughput === throughput;
}
