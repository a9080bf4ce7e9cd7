import { useEffect, useRef, useState } from "react";

export interface DraftText {
  readonly text: string;
  type(text: string): void;
  /** commits at once: on leaving the field, on Enter */
  commit(): void;
  /** goes back to the value */
  revert(): void;
}

/**
 * The text of a field between keystrokes and commits: committed `afterMs` after the last key (Infinity: not before), and
 * at once on leaving. A value that changes otherwise (undo) replaces what was typed.
 */
export function useDraftText(value: string, onCommit: (text: string) => void, afterMs = 500): DraftText {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onCommit);
  useEffect(() => {
    latest.current = onCommit;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const sent = useRef<string | null>(null);
  useEffect(() => {
    if (sent.current !== value) setDraft(null);
    sent.current = null;
  }, [value]);

  const send = (text: string) => {
    clearTimeout(timer.current);
    if (text === value) return;
    sent.current = text;
    latest.current(text);
  };
  return {
    text: draft ?? value,
    type: (text) => {
      setDraft(text);
      clearTimeout(timer.current);
      if (Number.isFinite(afterMs)) timer.current = setTimeout(() => send(text), afterMs);
    },
    commit: () => {
      if (draft !== null) send(draft);
      setDraft(null);
    },
    revert: () => {
      clearTimeout(timer.current);
      setDraft(null);
    },
  };
}
