import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { ModelKindName } from "../../core/models/kinds";
import { membersOf } from "../../core/models/ensemble/members";
import { fitsTask } from "../../experiment/experiment";
import type { ModelSettings } from "../../experiment/schema";
import { Checkbox } from "../../ui/Checkbox";
import { useActions, useNotebook } from "../use-notebook";
import { recallOptions } from "./remembered-options";

/** Which models an ensemble asks. A model joins with the options that its own tab has. */
export function EnsembleMembers(): ReactNode {
  const actions = useActions();
  const model = useNotebook((state) => state.experiment.model);
  const { task } = useNotebook((state) => state.experiment.problem);
  const runs = useNotebook((state) => state.runs);
  if (model.kind !== "ensemble") return null;
  const members = membersOf(model as never, task) as readonly ModelSettings[];
  const kinds = (Object.keys(MODEL_DESCRIPTIONS) as ModelKindName[]).filter(
    (kind) => kind !== "ensemble" && fitsTask(kind, task),
  );
  const change = (kind: ModelKindName, joins: boolean) => {
    const rest = members.filter((member) => member.kind !== kind);
    void actions.edit({ model: { members: joins ? [...rest, recallOptions(kind, runs)] : rest } as never });
  };
  return (
    <fieldset className="options" aria-label="Members of the ensemble">
      <p className="note">Members. A model joins with the options of its own tab.</p>
      <div className="options-grid" data-across={2}>
        {kinds.map((kind) => {
          const own = members.filter((member) => member.kind === kind);
          return (
            <Checkbox
              key={kind}
              label={MODEL_DESCRIPTIONS[kind].label}
              checked={own.length > 0}
              disabled={own.length > 0 && own.length === members.length}
              hint={own.map(optionsText).join("; ") || undefined}
              onChange={(joins) => change(kind, joins)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

/** What differs from the defaults: "Trees 300, Smallest leaf 5". */
function optionsText({ kind, ...options }: ModelSettings): string {
  const specs: Readonly<Record<string, { readonly label: string; readonly default: unknown }>> =
    MODEL_DESCRIPTIONS[kind].options;
  const changed = Object.entries(options).filter(
    ([name, value]) => specs[name] && JSON.stringify(value) !== JSON.stringify(specs[name].default),
  );
  return changed.map(([name, value]) => `${specs[name].label} ${String(value)}`).join(", ") || "defaults";
}
