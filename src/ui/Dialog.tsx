import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { IconButton } from "./Button";
import "./dialog.css";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** no visible title and no padding: a command palette */
  readonly bare?: boolean;
  /** for an editor or a table */
  readonly wide?: boolean;
}

/**
 * The browser's own modal dialog: it keeps the focus, closes on Escape and puts the focus back. (Radix's locks scrolling
 * with an inline style sheet, which a strict Content-Security-Policy refuses.)
 */
export function Dialog({ open, onClose, title, children, bare = false, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);
  const id = useId();
  useEffect(() => {
    if (!open) return dialog.current?.close();
    dialog.current?.showModal();
    // Otherwise the browser's choice, which may be a box around what is to be typed in.
    dialog.current?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
  }, [open]);
  if (!open) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape does the same
    <dialog
      ref={dialog}
      className={bare ? "dialog bare" : wide ? "dialog wide" : "dialog"}
      aria-labelledby={bare ? undefined : id}
      aria-label={bare ? title : undefined}
      onClose={onClose}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        // What was pressed may have moved away under the pointer by the time it is let go.
        if (pressedBeside.current && event.target === event.currentTarget) onClose();
      }}
    >
      {!bare && (
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="cross" label="Close" onClick={onClose} />
        </div>
      )}
      <div className={bare ? "" : "dialog-body"}>{children}</div>
    </dialog>
  );
}
