import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import { hashModel } from "../../experiment/model-hash";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import { gateOf } from "../../pipeline/validate/gate";
import { Alert } from "../../ui/Alert";
import { newestRun } from "../train/model-tabs";
import { useNotebook } from "../use-notebook";
import { ChanceStrip } from "./ChanceStrip";
import { FoldTables } from "./FoldTables";
import { LearningCurve } from "./LearningCurve";
import { TestLooks } from "./TestLooks";
import { gateWords, schemeWords, summaryWords } from "./validate-words";
import styles from "./validate.module.css";

export function ValidateOutput(): ReactNode {
  const view = useNotebook((state) => state.views.validate);
  const run = newestRun(useNotebook((state) => state.runs));
  return (
    <div className={styles.stack}>
      {view ? <Findings /> : <p className="note">Not run yet. Folds are drawn from the training posts alone.</p>}
      {run && <TestLooks run={run} />}
    </div>
  );
}

function Findings(): ReactNode {
  const view = useNotebook((state) => state.views.validate);
  const experiment = useNotebook((state) => state.experiment);
  if (!view) return null;
  const { problem, validation } = experiment;
  const metric = view.task === problem.task ? problem.metric : METRICS_BY_TASK[view.task][0];
  const gate = gateOf(view, experiment);
  const words = gateWords(gate, view, validation.gate);
  const label = MODEL_DESCRIPTIONS[view.kind].label;
  return (
    <>
      {view.modelHash !== hashModel(experiment) && (
        <p className="note">Below is the last cross-validation, of {label.toLowerCase()} under other settings.</p>
      )}
      <div>
        <p className={styles.headline}>
          {label}: {summaryWords(view, metric) ?? `no fold says anything of ${metric}`}
        </p>
        <p className="note">
          {schemeWords(view)}, drawn from the training posts alone. ± is the standard deviation over folds; the interval
          allows for folds that share training posts.
        </p>
      </div>
      {gate.status === "misses" ? <Alert tone="warn" title={words} /> : <p className="note">{words}</p>}
      <FoldTables view={view} metric={metric} />
      <div className="pair">
        {view.curve && <LearningCurve curve={view.curve} confidence={view.confidence} />}
        {view.chance && <ChanceStrip chance={view.chance} kind={view.kind} />}
      </div>
    </>
  );
}
