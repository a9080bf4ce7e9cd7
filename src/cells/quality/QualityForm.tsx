import type { ReactNode } from "react";
import { QUALITY_OPTIONS } from "../../core/quality/quality-options";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { DataDictionary } from "./DataDictionary";
import { Expectations } from "./Expectations";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";

const FIELDS = {
  nearDuplicate: QUALITY_OPTIONS.nearDuplicate,
  outlierRange: QUALITY_OPTIONS.outlierRange,
  sameIf: QUALITY_OPTIONS.sameIf,
};

export function QualityForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.quality);
  const names = useNotebook((state) => (state.views.read?.columns ?? []).map(({ name }) => name));
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) => actions.edit({ quality: changes }));
  return (
    <>
      <OptionsForm
        label="Quality"
        specs={FIELDS}
        values={{ ...settings }}
        columns={names}
        onChange={(changes) => void edit.run(changes)}
      />
      {edit.error && (
        <Alert tone="fail" title="That could not be changed">
          {edit.error.message}
        </Alert>
      )}
      <Expectations />
      <DataDictionary />
    </>
  );
}
