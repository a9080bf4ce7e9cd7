import type { CellKind } from "../cell-kind";
import { barVerdict, verdictSentence } from "./bar-verdict";
import { metricWords } from "./metric-words";
import { ProblemForm } from "./ProblemForm";
import { ProblemOutput } from "./ProblemOutput";

export const problemCell: CellKind = {
  kind: "problem",
  title: "Problem",
  purpose: "What to predict, and what counts as good enough",
  stage: null,
  ownHeading: true,
  Form: ProblemForm,
  Output: ProblemOutput,
  summary: ({ experiment: { problem }, runs }) => {
    if (problem.target === null) return null;
    const verdict = problem.bar === null ? null : barVerdict(runs, problem);
    if (verdict) return verdictSentence(verdict, problem.metric, problem.bar);
    const { short } = metricWords(problem.metric);
    return `${problem.question === "" ? "" : `${problem.question} `}Predict ${problem.target}, judged by ${short}`;
  },
};
