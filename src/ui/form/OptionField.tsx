import { useId } from "react";
import type { ReactNode } from "react";
import type { OptionSpec } from "../../core/options";
import { Checkbox } from "../Checkbox";
import { Field } from "../Field";
import { Select } from "../Select";
import { useDraft } from "./use-draft";
import "./options-form.css";

export interface OptionFieldProps {
  readonly name: string;
  readonly spec: OptionSpec;
  readonly value: unknown;
  readonly onCommit: (value: unknown) => void;
  /** names to choose from, for options that name columns */
  readonly columns: readonly string[];
  /** what the engine said of this value, where it said something */
  readonly error?: string;
  readonly disabled?: boolean;
}

/** One option: label with its unit, the control its kind asks for, its help as description, its problem below. */
export function OptionField(props: OptionFieldProps): ReactNode {
  switch (props.spec.kind) {
    case "boolean":
      return <BooleanField {...props} />;
    case "choice":
    case "column":
      return <ChoiceField {...props} />;
    case "columns":
      return <ColumnsField {...props} />;
    default:
      return <TypedField {...props} />;
  }
}

function TypedField({ name, spec, value, onCommit, error, disabled }: OptionFieldProps): ReactNode {
  const draft = useDraft(spec, value, onCommit);
  const isList = spec.kind === "words";
  const isNumber = spec.kind === "integer" || spec.kind === "number";
  const shared = {
    name,
    value: draft.text,
    disabled,
    placeholder: "nullMeans" in spec ? spec.nullMeans : undefined,
    autoComplete: "off",
    spellCheck: false,
    className: "input",
    onBlur: draft.leave,
    onKeyDown: draft.onKeyDown,
  };
  return (
    <Field
      label={labelOf(spec)}
      note={isList ? "one a line" : undefined}
      hint={<Help text={spec.help} />}
      error={sentence(spec, draft.problem ?? error)}
      className={isList ? "option option-wide" : "option"}
    >
      {(control) =>
        isList ? (
          <textarea {...shared} {...control} rows={3} onChange={(event) => draft.type(event.target.value)} />
        ) : (
          <input
            type="text"
            {...shared}
            {...control}
            inputMode={isNumber ? (spec.min < 0 ? "text" : spec.kind === "integer" ? "numeric" : "decimal") : undefined}
            onChange={(event) => draft.type(event.target.value)}
          />
        )
      }
    </Field>
  );
}

function ChoiceField({ name, spec, value, onCommit, columns, error, disabled }: OptionFieldProps): ReactNode {
  const current = value === null || value === undefined ? "" : String(value);
  const offered =
    spec.kind === "choice"
      ? spec.choices
      : [{ value: "", label: "none" }, ...columns.map((column) => ({ value: column, label: column }))];
  const isKnown = offered.some((choice) => choice.value === current);
  const problem = isKnown
    ? undefined
    : `is "${current}", which ${spec.kind === "column" ? "the file does not have" : "is not offered"}`;
  return (
    <Select
      name={name}
      label={labelOf(spec)}
      hint={<Help text={spec.help} />}
      error={sentence(spec, error ?? problem)}
      // a choice that would be cut short beside another takes the row
      className={offered.some(({ label }) => label.length > 13) ? "option option-long" : "option"}
      value={current}
      disabled={disabled}
      options={isKnown ? offered : [{ value: current, label: current }, ...offered]}
      onChange={(chosen) => onCommit(spec.kind === "column" && chosen === "" ? null : chosen)}
    />
  );
}

function BooleanField({ name, spec, value, onCommit, error, disabled }: OptionFieldProps): ReactNode {
  return (
    <div className="option option-check">
      <Checkbox
        name={name}
        label={spec.label}
        hint={<Help text={spec.help} />}
        checked={value === true}
        disabled={disabled}
        onChange={onCommit}
      />
      {error && <p className="field-error">{sentence(spec, error)}</p>}
    </div>
  );
}

function ColumnsField({ name, spec, value, onCommit, columns, error, disabled }: OptionFieldProps): ReactNode {
  const id = useId();
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const absent = chosen.filter((column) => !columns.includes(column));
  const all = [...columns, ...absent];
  const problem = error ?? (absent.length > 0 ? `names ${absent.join(", ")}, which the file does not have` : undefined);
  const toggle = (column: string, on: boolean): void =>
    onCommit(all.filter((other) => (other === column ? on : chosen.includes(other))));
  return (
    <fieldset className="option option-wide option-columns" disabled={disabled} aria-describedby={id}>
      <legend>{labelOf(spec)}</legend>
      <div className="option-column-list">
        {all.map((column) => (
          <label key={column} className="check">
            <input
              type="checkbox"
              name={name}
              value={column}
              checked={chosen.includes(column)}
              onChange={(event) => toggle(column, event.target.checked)}
            />
            <span className="mono">{column}</span>
          </label>
        ))}
        {all.length === 0 && <span className="field-hint">The file has no columns to choose from.</span>}
      </div>
      <div id={id}>
        {problem && <p className="field-error">{sentence(spec, problem)}</p>}
        <Help text={spec.help} />
      </div>
    </fieldset>
  );
}

/** Said to screen readers always; seen while the field is hovered or has the keyboard's focus. */
function Help({ text }: { readonly text: string }): ReactNode {
  return text ? <span className="option-help">{text}</span> : null;
}

function labelOf(spec: OptionSpec): string {
  return spec.unit ? `${spec.label}, ${spec.unit}` : spec.label;
}

function sentence(spec: OptionSpec, problem: string | null | undefined): string | null {
  return problem ? `${spec.label} ${problem}` : null;
}
