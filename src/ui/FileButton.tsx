import { useRef } from "react";
import type { ReactNode } from "react";
import { Button } from "./Button";

export interface FileButtonProps {
  /** what the file is, for people who do not see the page */
  readonly label: string;
  /** endings and kinds that the browser's dialog offers */
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onPick: (file: File) => void;
  readonly children: ReactNode;
}

/** A button that asks for a file; the same file can be picked again. */
export function FileButton({ label, accept, disabled = false, onPick, children }: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onPick(file);
        }}
      />
    </>
  );
}
