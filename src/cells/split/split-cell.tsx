import type { CellKind } from "../cell-kind";
import { SplitForm } from "./SplitForm";
import { SplitOutput } from "./SplitOutput";
import { leakWarning, realLeaks, splitSummary } from "./split-words";

export const splitCell: CellKind = {
  kind: "split",
  title: "Split",
  purpose: "Which rows train the model and which judge it",
  stage: "split",
  Form: SplitForm,
  Output: SplitOutput,
  summary: ({ experiment, views }) => (views.split ? splitSummary(experiment.split, views.split) : null),
  warning: ({ views }) => {
    const leak = views.split && realLeaks(views.split.leaks)[0];
    return leak && views.split ? { text: leakWarning(leak), cell: "split" } : null;
  },
};
