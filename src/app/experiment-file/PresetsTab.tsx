import { useState } from "react";
import { useActions, useNotebook, useNotebookState } from "../../cells/use-notebook";
import { differencesOf } from "../../experiment/differences";
import { PRESETS, applyPreset, presetSettingsOf } from "../../experiment/presets";
import type { Preset } from "../../experiment/presets";
import { Button, IconButton } from "../../ui/Button";
import { TextField } from "../../ui/TextField";
import { formatCount } from "../../ui/format";
import { prettyError } from "../pretty-error";
import { readOwnPresets, withPreset, writeOwnPresets } from "./own-presets";
import type { OwnPreset } from "./own-presets";

/** Ways of learning to start from: data, columns and problem stay. */
export function PresetsTab({ onClose }: { readonly onClose: () => void }) {
  const experiment = useNotebook((state) => state.experiment);
  const { task } = experiment.problem;
  const actions = useActions();
  const state = useNotebookState();
  const [own, setOwn] = useState(() => readOwnPresets(localStorageOrNone()));
  const [name, setName] = useState("");
  const [deleted, setDeleted] = useState<OwnPreset | null>(null);
  const [failure, setFailure] = useState("");

  const use = async ({ label, settings }: Pick<Preset, "label" | "settings">) => {
    try {
      await actions.replace(applyPreset(state().experiment, { settings }));
      actions.notify({
        tone: "info",
        title: `${label} is set`,
        detail: "Data, columns and problem are as they were. Run all to see what it does; undo takes it back.",
      });
      onClose();
    } catch (thrown) {
      setFailure(prettyError(thrown).detail);
    }
  };
  const keep = (presets: readonly OwnPreset[]) => {
    try {
      writeOwnPresets(localStorageOrNone(), presets);
      setOwn(presets);
      setFailure("");
      return true;
    } catch (thrown) {
      setFailure(prettyError(thrown).detail);
      return false;
    }
  };
  const saveOwn = () => {
    const label = name.trim();
    if (label === "") return setFailure("Give it a name first.");
    if (keep(withPreset(own, { label, task, settings: presetSettingsOf(experiment) }))) setName("");
  };

  return (
    <div className="presets">
      <ul aria-label="Presets">
        {PRESETS.filter(({ tasks }) => tasks.includes(task)).map((preset) => (
          <li key={preset.id}>
            <div>
              <h3>{preset.label}</h3>
              <p className="note">{preset.reason}</p>
            </div>
            <Use preset={preset} onUse={use} />
          </li>
        ))}
      </ul>
      <h3 className="presets-head">Yours, kept in this browser</h3>
      {own.length > 0 && (
        <ul aria-label="Your presets">
          {own.map((preset) => (
            <li key={preset.label}>
              <div>
                <h3>{preset.label}</h3>
                <p className="note">
                  {String((preset.settings.model as { kind?: unknown } | undefined)?.kind ?? "")}, for{" "}
                  {preset.task === "regression" ? "scores" : "labels"}
                </p>
              </div>
              <span className="document-choices">
                {preset.task === task && <Use preset={preset} onUse={use} />}
                <IconButton
                  icon="trash"
                  label={`Delete ${preset.label}`}
                  onClick={() => {
                    if (keep(own.filter((each) => each !== preset))) setDeleted(preset);
                  }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      {deleted && (
        <p className="note" role="status">
          {deleted.label} is deleted.{" "}
          <Button
            variant="link"
            onClick={() => {
              if (keep(withPreset(own, deleted))) setDeleted(null);
            }}
          >
            Undo
          </Button>
        </p>
      )}
      <form
        className="presets-save"
        onSubmit={(event) => {
          event.preventDefault();
          saveOwn();
        }}
      >
        <TextField
          label="Name of a preset"
          value={name}
          maxLength={80}
          error={failure || null}
          hint="Keeps how the notebook learns now: cleaning, features, split and model, without data or columns."
          onChange={setName}
        />
        <Button type="submit" icon="plus">
          {own.some(({ label }) => label === name.trim()) ? "Replace it" : "Save as preset"}
        </Button>
      </form>
    </div>
  );
}

function Use<P extends Pick<Preset, "label" | "settings">>({
  preset,
  onUse,
}: {
  readonly preset: P;
  readonly onUse: (preset: P) => Promise<void>;
}) {
  const experiment = useNotebook((state) => state.experiment);
  const count = differencesOf(experiment, applyPreset(experiment, preset)).length;
  if (count === 0) return <span className="note">as it is now</span>;
  return (
    <Button
      aria-label={`Use ${preset.label}`}
      title={`Changes ${formatCount(count, "setting")}`}
      onClick={() => void onUse(preset)}
    >
      Use
    </Button>
  );
}

/** Some browsers forbid even asking. */
function localStorageOrNone(): Pick<Storage, "getItem" | "setItem"> {
  try {
    return localStorage;
  } catch (thrown) {
    return {
      getItem: () => null,
      setItem: () => {
        throw thrown;
      },
    };
  }
}
