import type { ReactNode } from "react";
import { CLASS_OPTIONS } from "../../core/classes/class-options";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";

const { order, ...BALANCE } = CLASS_OPTIONS;
const ORDER = { order: { ...order, advanced: false } };

/** How labels are weighed, drawn and corrected in training; or in which order they are scored. */
export function ClassOptions(): ReactNode {
  const actions = useActions();
  const values = useNotebook((state) => state.experiment.classes);
  const { task, target } = useNotebook((state) => state.experiment.problem);
  const type = useNotebook((state) => state.views.read?.columns.find(({ name }) => name === target)?.type);
  const isScoredLabel = task === "regression" && type !== undefined && type !== "number" && type !== "date";
  if (task === "regression" && !isScoredLabel) return null;
  return (
    <OptionsForm
      label="Options of the labels"
      specs={isScoredLabel ? ORDER : BALANCE}
      values={values}
      across={2}
      onChange={(changes) => void actions.edit({ classes: changes })}
    />
  );
}
