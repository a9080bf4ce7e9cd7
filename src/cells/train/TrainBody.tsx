import { Suspense } from "react";
import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { ModelKindName } from "../../core/models/kinds";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { Tabs } from "../../ui/Tabs";
import { MemoryForecast } from "../features/MemoryForecast";
import { useActions, useNotebook } from "../use-notebook";
import { ClassOptions } from "./ClassOptions";
import { EnsembleMembers } from "./EnsembleMembers";
import { modelTabs } from "./model-tabs";
import { recallOptions, rememberOptions } from "./remembered-options";
import "./train.css";
import { laterPart } from "../later-part";

// Curves and bars, needed once there is something to draw.
const TrainOutput = laterPart(async () => (await import("./TrainOutput")).TrainOutput);

/** A tab a kind of model: its options beside its curve. Choosing a tab chooses the model. */
export function TrainBody(): ReactNode {
  const actions = useActions();
  const model = useNotebook((state) => state.experiment.model);
  const { task, target } = useNotebook((state) => state.experiment.problem);
  const runs = useNotebook((state) => state.runs);
  const train = useNotebook((state) => state.stages.train);
  const isBlank = useNotebook((state) => state.views.train === undefined && state.stages.train.state === "never");
  const tabs = modelTabs({ task, target, runs, current: model.kind, train });
  const { kind, ...values } = model;

  const choose = (next: string): void => {
    if (next === kind) return;
    rememberOptions(model);
    void actions.edit({ model: recallOptions(next as ModelKindName, runs) });
  };
  return (
    <Tabs label="Model" value={kind} items={tabs} onChange={choose} activation="manual">
      <div className="trainer">
        <div>
          <p className="note trainer-purpose">{MODEL_DESCRIPTIONS[kind].purpose}</p>
          <OptionsForm
            key={kind}
            label={`Options of ${MODEL_DESCRIPTIONS[kind].label}`}
            specs={MODEL_DESCRIPTIONS[kind].options}
            values={values}
            across={2}
            onChange={(changes) => void actions.edit({ model: changes })}
          />
          {kind === "ensemble" && <EnsembleMembers />}
          <ClassOptions />
          <MemoryForecast />
        </div>
        {isBlank ? (
          <p className="note">No run yet. Run this cell to train the model.</p>
        ) : (
          <Suspense fallback={<p className="note">Loading</p>}>
            <TrainOutput />
          </Suspense>
        )}
      </div>
    </Tabs>
  );
}
