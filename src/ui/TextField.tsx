import type { ComponentProps } from "react";
import { Field } from "./Field";
import type { FieldProps } from "./Field";

type InputProps = Omit<ComponentProps<"input">, "onChange" | "value" | "id" | "className">;

export interface TextFieldProps extends FieldProps, InputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, note, hint, error, className, value, onChange, ...rest }: TextFieldProps) {
  return (
    <Field label={label} note={note} hint={hint} error={error} className={className}>
      {(control) => (
        <input
          className="input"
          {...control}
          {...rest}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type AreaProps = Omit<ComponentProps<"textarea">, "onChange" | "value" | "id" | "className">;

export interface TextAreaProps extends FieldProps, AreaProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** its height follows the text */
  readonly grows?: boolean;
}

export function TextArea({ label, note, hint, error, className, value, onChange, grows, ...rest }: TextAreaProps) {
  return (
    <Field label={label} note={note} hint={hint} error={error} className={className}>
      {(control) => (
        <textarea
          className={grows ? "input grows" : "input"}
          {...control}
          {...rest}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
