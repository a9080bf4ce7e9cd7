import { useId, useState } from "react";
import type { ReactNode } from "react";
import type { OptionSpecs } from "../../core/options";
import { countChanged, layOutOptions } from "./option-layout";
import type { OptionEntry } from "./option-layout";
import { OptionField } from "./OptionField";
import { Button } from "../Button";
import "./options-form.css";

export interface OptionsFormProps {
  /** what the form is for, as its accessible name */
  readonly label: string;
  readonly specs: OptionSpecs;
  readonly values: Readonly<Record<string, unknown>>;
  /** called with the one option that changed, already checked */
  readonly onChange: (changes: Readonly<Record<string, unknown>>) => void;
  /** names offered by options that name columns */
  readonly columns?: readonly string[];
  /** options left to the cell to show */
  readonly omit?: readonly string[];
  /** problems the engine reported, by option */
  readonly errors?: Readonly<Record<string, string>>;
  readonly disabled?: boolean;
  /** fields beside each other where there is room */
  readonly across?: 2 | 3 | 4;
  /** fields of the cell's own, before those of the table */
  readonly children?: ReactNode;
}

/**
 * A form derived from a table of options. Nothing here knows any option by name: label, unit, help, range, choices,
 * conditions and what is behind "More options" all come from the table.
 */
export function OptionsForm(props: OptionsFormProps): ReactNode {
  const { specs, values, onChange, columns = [], errors = {}, across = 4 } = props;
  const { main, advanced } = layOutOptions(specs, values, props.omit);
  const [open, setOpen] = useState(false);
  const moreId = useId();
  const isOpen = open || advanced.some(({ name }) => name in errors);
  const changed = countChanged(advanced, values);

  const field = ({ name, spec }: OptionEntry): ReactNode => (
    <OptionField
      key={name}
      name={name}
      spec={spec}
      value={values[name] === undefined ? spec.default : values[name]}
      onCommit={(value) => onChange({ [name]: value })}
      columns={columns}
      error={errors[name]}
      disabled={props.disabled}
    />
  );

  return (
    <fieldset className="options" aria-label={props.label}>
      <div className="options-grid" data-across={across}>
        {props.children}
        {main.map(field)}
      </div>
      {advanced.length > 0 && (
        <>
          <Button
            variant="quiet"
            className="options-more"
            icon={isOpen ? "chevron-down" : "chevron-right"}
            aria-expanded={isOpen}
            aria-controls={moreId}
            onClick={() => setOpen(!open)}
          >
            {isOpen ? "Fewer options" : "More options"}
            {changed > 0 && !isOpen && <span className="options-changed">{changed} changed</span>}
          </Button>
          <div id={moreId} className="options-grid" data-across={across} hidden={!isOpen}>
            {isOpen && advanced.map(field)}
          </div>
        </>
      )}
    </fieldset>
  );
}
