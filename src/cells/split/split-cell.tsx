import type { CellKind } from "../cell-kind";
import { leakWarning, realLeaks, splitSummary } from "./split-words";
import { laterPart } from "../later-part";

const SplitForm = laterPart(async () => (await import("./SplitForm")).SplitForm);
const SplitOutput = laterPart(async () => (await import("./SplitOutput")).SplitOutput);

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
