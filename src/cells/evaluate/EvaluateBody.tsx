import { Suspense, useState } from "react";
import type { ReactNode } from "react";
import { EVALUATION_OPTIONS } from "../../core/metrics/evaluation-options";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import { isClassView } from "../../pipeline/views";
import type { PartName } from "../../pipeline/views";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { formatNumber } from "../../ui/format";
import { EachInTurn } from "../../ui/InTurn";
import { Select } from "../../ui/Select";
import { useActions, useNotebook } from "../use-notebook";
import { TestLooks } from "../validate/TestLooks";
import { partNames } from "./evaluation-part";
import type { Axes } from "./EvaluateOutput";
import { useShownRun } from "./use-shown-run";
import "./evaluate.css";
import { laterPart } from "../later-part";

// Neither is needed before there is a run to show.
const EvaluateOutput = laterPart(async () => (await import("./EvaluateOutput")).EvaluateOutput);
const ClassEvaluation = laterPart(async () => (await import("./classes/ClassEvaluation")).ClassEvaluation);

/** What to look at, how to resample, and what came out. */
export function EvaluateBody(): ReactNode {
  const actions = useActions();
  const settings = useNotebook((state) => state.experiment.evaluation);
  const { shown, runs, chosen, problem, choose } = useShownRun();
  const [partName, setPartName] = useState<PartName>("test");
  const [axes, setAxes] = useState<Axes>("auto");

  const evaluate = shown?.evaluate;
  const shownPart = evaluate?.points[partName] ? partName : "test";

  return (
    <>
      <OptionsForm
        label="Options of the evaluation"
        specs={EVALUATION_OPTIONS}
        values={settings}
        onChange={(changes) => void actions.edit({ evaluation: changes })}
        across={3}
      >
        {(shown || chosen) && (
          <Select
            label="Run"
            value={chosen?.id ?? ""}
            options={chosen ? [...runs].reverse().map(runOption) : [{ value: "", label: "this one" }]}
            onChange={choose}
          />
        )}
        {shown && evaluate && (
          <>
            <Select
              label="Posts"
              value={shownPart}
              options={partNames(evaluate).map((name) => ({
                value: name,
                label: `${name} · ${formatNumber(evaluate.points[name]?.rows.length ?? 0)}`,
              }))}
              onChange={(name) => setPartName(name as PartName)}
            />
            {!isClassView(evaluate) && (
              <Select
                label="Axes"
                value={axes}
                options={[
                  { value: "auto", label: "as fits each chart" },
                  { value: "linear", label: "linear" },
                  { value: "symlog", label: "log, with a place for 0" },
                ]}
                onChange={(value) => setAxes(value as Axes)}
              />
            )}
          </>
        )}
      </OptionsForm>
      <Suspense fallback={<p className="note">Loading</p>}>
        {shown && (
          <EachInTurn of={shown} height={900}>
            {(drawn) =>
              isClassView(drawn.evaluate) ? (
                <ClassEvaluation shown={drawn} view={drawn.evaluate} partName={shownPart} />
              ) : (
                <EvaluateOutput shown={drawn} view={drawn.evaluate} partName={partName} axes={axes} />
              )
            }
          </EachInTurn>
        )}
      </Suspense>
      {shown?.run && <TestLooks run={shown.run} />}
      {problem !== null && (
        <p className="note" role="alert">
          {problem}.
        </p>
      )}
      {!shown && !chosen && <p className="note">No run yet. Run this cell to train a model and judge it.</p>}
    </>
  );
}

function runOption({ id, name, experiment }: RunSummary): { value: string; label: string } {
  const label = MODEL_DESCRIPTIONS[experiment.model.kind]?.label ?? experiment.model.kind;
  return { value: id, label: `${name} · ${label}` };
}
