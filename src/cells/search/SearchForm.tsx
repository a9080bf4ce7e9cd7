import type { ReactNode } from "react";
import { SEARCH_OPTIONS } from "../../core/search/search-options";
import type { SearchSpace } from "../../core/search/space";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { SpaceEditor } from "./SpaceEditor";

export function SearchForm(): ReactNode {
  const experiment = useNotebook((state) => state.experiment);
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) => actions.edit({ search: changes }));
  return (
    <>
      <OptionsForm
        label="Search"
        specs={SEARCH_OPTIONS}
        values={{ ...experiment.search }}
        onChange={(changes) => void edit.run(changes)}
      />
      <SpaceEditor experiment={experiment} onChange={(space: SearchSpace | null) => void edit.run({ space })} />
      {edit.error && (
        <Alert tone="fail" title="That could not be changed">
          {edit.error.message}
        </Alert>
      )}
    </>
  );
}
