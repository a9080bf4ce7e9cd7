import type { ReactNode } from "react";
import type { SearchParameter, SearchSpace, SearchValue } from "../../core/search/space";
import { proposedParameter, proposedSpace, resolveSpace, searchableSettings } from "../../experiment/search-space";
import type { SearchableSetting } from "../../experiment/search-space";
import type { Experiment } from "../../experiment/schema";
import { Alert } from "../../ui/Alert";
import { Button, IconButton } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { TextField } from "../../ui/TextField";
import { useDraftText } from "../use-draft-text";
import { labelOf, valueText } from "./search-words";
import styles from "./search.module.css";

export interface SpaceEditorProps {
  readonly experiment: Experiment;
  /** null: what the model proposes */
  readonly onChange: (space: SearchSpace | null) => void;
}

/** What is tried: the proposed ranges of the model, or a person's own list of settings from any part of the experiment. */
export function SpaceEditor({ experiment, onChange }: SpaceEditorProps): ReactNode {
  const isProposed = experiment.search.space === null;
  const space = experiment.search.space ?? proposedSpace(experiment);
  const settings = searchableSettings(experiment);
  const free = settings.filter(({ path }) => !space.some((parameter) => parameter.path === path));
  const groups = [...new Set(free.map(({ group }) => group))];
  const replace = (path: string, next: SearchParameter) =>
    onChange(space.map((parameter) => (parameter.path === path ? next : parameter)));
  const problem = problemOf(experiment);
  return (
    <section className={styles.space} aria-label="What is tried">
      <div className={styles.head}>
        <h3>What is tried</h3>
        <p className="note">
          {isProposed ? "Proposed for the chosen model; it changes with the model." : "Your own list."}
        </p>
        {!isProposed && (
          <Button variant="quiet" onClick={() => onChange(null)}>
            Take the proposed settings
          </Button>
        )}
      </div>
      {space.map((parameter) => (
        <ParameterRow
          key={parameter.path}
          parameter={parameter}
          label={labelOf(experiment, parameter.path)}
          setting={settings.find(({ path }) => path === parameter.path) ?? null}
          onChange={(next) => replace(parameter.path, next)}
          onRemove={() => onChange(space.filter(({ path }) => path !== parameter.path))}
        />
      ))}
      <label className={styles.add}>
        <span>Add a setting</span>
        <span className="select">
          <select
            className="input"
            value=""
            onChange={(event) => {
              const added = settings.find(({ path }) => path === event.target.value);
              if (added) onChange([...space, proposedParameter(added.path, added.spec)]);
            }}
          >
            <option value="">from any part of the experiment</option>
            {groups.map((group) => (
              <optgroup key={group} label={group}>
                {free
                  .filter((setting) => setting.group === group && setting.spec.kind !== "integers")
                  .map(({ path, label }) => (
                    <option key={path} value={path}>
                      {label}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </span>
      </label>
      {problem && <Alert tone="warn" title={problem} />}
    </section>
  );
}

function problemOf(experiment: Experiment): string | null {
  try {
    resolveSpace(experiment);
    return null;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

interface ParameterRowProps {
  readonly parameter: SearchParameter;
  readonly label: string;
  /** null where the experiment has no such setting (any more) */
  readonly setting: SearchableSetting | null;
  readonly onChange: (parameter: SearchParameter) => void;
  readonly onRemove: () => void;
}

function ParameterRow({ parameter, label, setting, onChange, onRemove }: ParameterRowProps): ReactNode {
  return (
    <fieldset className={styles.parameter} aria-label={label}>
      <div className={styles.name}>
        <b>{label}</b>
        <code>{parameter.path}</code>
        {parameter.when && (
          <span className="note">
            only if {parameter.when.path} is {parameter.when.is.map(valueText).join(" or ")}
          </span>
        )}
      </div>
      {parameter.kind === "categorical" ? (
        <Choices parameter={parameter} setting={setting} onChange={onChange} />
      ) : (
        <>
          <NumberField label="From" value={parameter.low} onCommit={(low) => onChange({ ...parameter, low })} />
          <NumberField label="To" value={parameter.high} onCommit={(high) => onChange({ ...parameter, high })} />
          <Checkbox
            label="log"
            checked={parameter.log === true}
            onChange={(log) => {
              const { log: _log, step: _step, ...rest } = parameter;
              onChange(log ? { ...rest, log } : rest);
            }}
          />
        </>
      )}
      <IconButton icon="trash" label={`Do not try ${label}`} onClick={onRemove} />
    </fieldset>
  );
}

function Choices({
  parameter,
  setting,
  onChange,
}: {
  readonly parameter: Extract<SearchParameter, { kind: "categorical" }>;
  readonly setting: SearchableSetting | null;
  readonly onChange: (parameter: SearchParameter) => void;
}): ReactNode {
  const spec = setting?.spec;
  const all: readonly SearchValue[] =
    spec?.kind === "choice"
      ? spec.choices.map(({ value }) => value)
      : spec?.kind === "boolean"
        ? [false, true]
        : parameter.choices;
  return (
    <div className={styles.choices}>
      {all.map((value) => (
        <Checkbox
          key={String(value)}
          label={
            spec?.kind === "choice" ? (spec.choices.find((c) => c.value === value)?.label ?? "") : valueText(value)
          }
          checked={parameter.choices.includes(value)}
          onChange={(checked) =>
            onChange({
              ...parameter,
              choices: all.filter((other) => (other === value ? checked : parameter.choices.includes(other))),
            })
          }
        />
      ))}
    </div>
  );
}

function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
}): ReactNode {
  const draft = useDraftText(
    String(props.value),
    (text) => {
      const value = Number(text);
      if (text.trim() !== "" && Number.isFinite(value) && value !== props.value) props.onCommit(value);
    },
    Infinity,
  );
  return (
    <TextField
      label={props.label}
      inputMode="decimal"
      value={draft.text}
      onChange={draft.type}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") draft.commit();
        if (event.key === "Escape") draft.revert();
      }}
    />
  );
}
