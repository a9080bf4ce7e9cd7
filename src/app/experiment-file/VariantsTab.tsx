import { useState } from "react";
import { useStore } from "zustand";
import { useActions, useClient, useNotebook, useNotebookState } from "../../cells/use-notebook";
import { differencesOf } from "../../experiment/differences";
import { formatText, guessFormat, parseText } from "../../experiment/experiment-text";
import type { TextFormat } from "../../experiment/experiment-text";
import type { Experiment } from "../../experiment/schema";
import { applyVariant, overridesOf, parseVariants, variantDocument, withVariant } from "../../experiment/variants";
import type { VariantSet } from "../../experiment/variants";
import { forOpenFile } from "../../pipeline/fit-to-file";
import { Button } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { ProgressBar } from "../../ui/ProgressBar";
import { TextField } from "../../ui/TextField";
import { saveBlob } from "../../ui/charts/chart-image";
import { formatCount } from "../../ui/format";
import { prettyError } from "../pretty-error";
import { useCommands } from "../use-commands";
import { uiStore } from "../ui-store";
import { VariantList } from "./VariantList";
import { experimentsToRun, startVariantRun, variantProblems } from "./variant-run";

const MAX_FILE_BYTES = 2_000_000;

/** A base and what each variant of it changes: kept, set, and run side by side. */
export function VariantsTab({ onClose }: { readonly onClose: () => void }) {
  const set = useNotebook((state) => state.variants);
  const experiment = useNotebook((state) => state.experiment);
  const columns = useNotebook((state) => state.views.read?.columns.map((column) => column.name) ?? null);
  const toCompare = useNotebook((state) => state.toCompare);
  const run = useStore(uiStore, (state) => state.variantRun);
  const actions = useActions();
  const client = useClient();
  const commands = useCommands();
  const state = useNotebookState();
  const [name, setName] = useState("");
  const [failure, setFailure] = useState("");
  const [said, setSaid] = useState("");

  const attempt = async (work: () => Promise<unknown> | void) => {
    try {
      setFailure("");
      setSaid("");
      await work();
    } catch (thrown) {
      setFailure(prettyError(thrown).detail);
    }
  };
  const change = (make: () => VariantSet | null) => attempt(() => actions.setVariants(make()));
  const use = (what: string, make: () => Experiment) =>
    attempt(async () => {
      await actions.replace(forOpenFile(make(), state().experiment));
      setSaid(`The notebook is as ${what} now. Undo takes it back in one step.`);
    });
  const importFile = (file: File | undefined) =>
    attempt(async () => {
      if (!file) return;
      if (file.size > MAX_FILE_BYTES)
        return setFailure(`${file.name} is too large for a file of variants (2 MB at most).`);
      const text = await file.text();
      const read = parseVariants(parseText(text, guessFormat(text)));
      actions.setVariants(read);
      setSaid(
        `${file.name}: a base and ${formatCount(read.variants.length, "variant")}. Undo brings the earlier ones back.`,
      );
    });
  const save = (format: TextFormat) => {
    if (!set) return;
    const stem = set.base.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "experiment";
    const type = format === "json" ? "application/json" : "text/yaml";
    saveBlob(new Blob([formatText(variantDocument(set), format)], { type }), `${stem}.variants.${format}`);
  };
  const picker = (
    <FileButton label="Variants to import" accept=".json,.yaml,.yml" onPick={(file) => void importFile(file)}>
      Import
    </FileButton>
  );

  if (!set) {
    return (
      <div className="presets">
        <p>
          A variant keeps only what it changes of a base, and follows the base when that changes. Run side by side, they
          show in <i>Compare</i> what each change did.
        </p>
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
        <div className="document-choices">
          <Button variant="primary" onClick={() => void change(() => ({ base: experiment, variants: [] }))}>
            Take the notebook as the base
          </Button>
          {picker}
        </div>
      </div>
    );
  }

  const differing = differencesOf(forOpenFile(set.base, experiment), { ...experiment, name: set.base.name });
  const isSaved = set.variants.some((each) => each.name === name.trim());
  const runnable = set.variants.filter((variant) => variantProblems(set, variant, columns).length === 0);
  return (
    <div className="presets">
      <div className="document-bar">
        <div className="variants-base">
          <h3>Base: {set.base.name}</h3>
          <p className="note">
            {differing.length === 0
              ? "The notebook is as the base."
              : `The notebook differs from it in ${formatCount(differing.length, "setting")}.`}
          </p>
        </div>
        <Button disabled={differing.length === 0} onClick={() => void use("the base", () => set.base)}>
          Use the base
        </Button>
        <Button
          disabled={differing.length === 0}
          title="Variants follow: what they do not change becomes as in the notebook"
          onClick={() =>
            void change(() => ({ ...set, base: experiment })).then(() => setSaid("The variants follow the new base."))
          }
        >
          Take the notebook as the base
        </Button>
      </div>
      <VariantList
        set={set}
        onChange={change}
        onUse={(variant) => use(`“${variant.name}”`, () => applyVariant(set.base, variant))}
      />
      <form
        className="presets-save"
        onSubmit={(event) => {
          event.preventDefault();
          if (differing.length === 0) return setFailure("Change a setting first: the notebook is as the base.");
          const given = name;
          void attempt(() => {
            actions.setVariants(
              withVariant(set, { name: given, overrides: overridesOf(set.base, state().experiment) }),
            );
            setName("");
          });
        }}
      >
        <TextField
          label="Name of a variant"
          value={name}
          maxLength={80}
          error={failure || null}
          hint="Keeps what the notebook says otherwise than the base, and nothing else."
          onChange={setName}
        />
        <Button type="submit" icon="plus">
          {isSaved ? "Replace it" : "Save as variant"}
        </Button>
      </form>
      {said && (
        <p className="note" role="status">
          {said}
        </p>
      )}
      {run ? (
        <ProgressBar
          label={run.label}
          fraction={run.fraction}
          note={run.note}
          remainingMs={run.remainingMs}
          onCancel={run.cancel}
        />
      ) : (
        <div className="document-choices">
          <Button
            variant="primary"
            icon="play"
            disabled={runnable.length === 0}
            onClick={() =>
              void attempt(() => {
                const names = runnable.map((variant) => variant.name);
                return startVariantRun(set, experimentsToRun(set, state().experiment, names), { client, actions });
              })
            }
          >
            Run the base and {formatCount(runnable.length, "variant")}
          </Button>
          {toCompare.length > 0 && (
            <Button
              onClick={() => {
                onClose();
                commands.goTo(state().cells.find(({ kind }) => kind === "compare")?.id ?? state().current);
              }}
            >
              Show {formatCount(toCompare.length, "run")} in Compare
            </Button>
          )}
          <span className="variants-file">
            {picker}
            <Button icon="download" onClick={() => save("json")}>
              Save .json
            </Button>
            <Button icon="download" onClick={() => save("yaml")}>
              Save .yaml
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}
