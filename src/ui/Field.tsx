import { useId } from "react";
import type { ReactNode } from "react";
import "./field.css";

export interface FieldProps {
  /** above the control, no colon, units included: "Patience, epochs" */
  readonly label: ReactNode;
  /** small, right of the label: "82 of 300", "optional" */
  readonly note?: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly className?: string;
}

/** To be spread on the control itself. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: boolean;
}

/** Label, hint and error of one control, joined to it for screen readers. */
export function Field({
  label,
  note,
  hint,
  error,
  className = "",
  children,
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className={`field ${className}`}>
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        {note !== undefined && <span className="field-note">{note}</span>}
      </div>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
