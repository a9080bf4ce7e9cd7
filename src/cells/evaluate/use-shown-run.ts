import { useState } from "react";
import type { EvaluateView, Run } from "../../pipeline/views";
import { newestRun } from "../train/model-tabs";
import { useNotebook } from "../use-notebook";

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
  readonly runs: readonly Run[];
  readonly choose: (id: string) => void;
} {
  const runs = useNotebook((state) => state.runs);
  const view = useNotebook((state) => state.views.evaluate);
  const openFile = useNotebook((state) => state.views.read?.sha256);
  const [choice, setChoice] = useState<{ readonly id: string; readonly newest: string | null } | null>(null);
  const newest = newestRun(runs);
  const chosen =
    choice !== null && choice.newest === (newest?.id ?? null) ? runs.find(({ id }) => id === choice.id) : undefined;
  const run = chosen ?? newest;
  const evaluate = run?.evaluate ?? view;
  return {
    shown: evaluate
      ? { evaluate, run: run ?? null, isSameFile: run === null || run.experiment.data.sha256 === openFile }
      : null,
    runs,
    choose: (id) => setChoice({ id, newest: newest?.id ?? null }),
  };
}
