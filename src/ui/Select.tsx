import type { ComponentProps } from "react";
import { Field } from "./Field";
import type { FieldProps } from "./Field";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

type NativeProps = Omit<ComponentProps<"select">, "onChange" | "value" | "id" | "className" | "children">;

export interface SelectProps extends FieldProps, NativeProps {
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
}

/** The browser's own list: it is right on every device. */
export function Select({ label, note, hint, error, className, value, options, onChange, ...rest }: SelectProps) {
  return (
    <Field label={label} note={note} hint={hint} error={error} className={className}>
      {(control) => (
        <span className="select">
          <select
            className="input"
            {...control}
            {...rest}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
