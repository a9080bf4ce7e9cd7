import { useId } from "react";
import type { ComponentProps, ReactNode } from "react";
import "./field.css";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "checked" | "onChange" | "id"> {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: ReactNode;
}

export function Checkbox({ label, checked, onChange, hint, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          {...rest}
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hint ? id : undefined}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p className="field-hint" id={id}>
          {hint}
        </p>
      )}
    </div>
  );
}
