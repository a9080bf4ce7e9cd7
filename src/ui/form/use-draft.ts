import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { OptionSpec } from "../../core/options";
import { formatOption, parseOption } from "./option-text";

const COMMIT_AFTER_MS = 450;

export interface Draft {
  readonly text: string;
  /** "must be ...", or null while the text is fine */
  readonly problem: string | null;
  type(text: string): void;
  /** commits what can be committed; wrong text stays, with its problem */
  leave(): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/**
 * The text of one field between keystrokes and commits: valid text is committed shortly after the last key, at once on
 * Enter and on leaving; wrong text stays in the field and is never committed; Escape goes back to the value.
 */
export function useDraft(spec: OptionSpec, value: unknown, onCommit: (value: unknown) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const commitRef = useRef(onCommit);
  useEffect(() => {
    commitRef.current = onCommit;
  });

  const valueText = formatOption(spec, value);
  const lastValueText = useRef(valueText);
  const committed = useRef<string | null>(null);
  useEffect(() => {
    if (lastValueText.current === valueText) return;
    lastValueText.current = valueText;
    // an undo or another cell changed the value: what was typed before no longer stands
    if (committed.current !== valueText) setDraft(null);
    committed.current = null;
  }, [valueText]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const text = draft ?? valueText;
  const parsed = draft === null ? null : parseOption(spec, draft);

  const commit = (typed: string): boolean => {
    clearTimeout(timer.current);
    const read = parseOption(spec, typed);
    if (!read.ok) return false;
    const next = formatOption(spec, read.value);
    if (next !== lastValueText.current) {
      committed.current = next;
      commitRef.current(read.value);
    }
    return true;
  };

  return {
    text,
    problem: parsed !== null && !parsed.ok ? parsed.problem : null,
    type: (typed) => {
      setDraft(typed);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => commit(typed), COMMIT_AFTER_MS);
    },
    leave: () => {
      if (draft !== null && commit(draft)) setDraft(null);
    },
    onKeyDown: (event) => {
      const multiline = spec.kind === "words";
      if (
        event.key === "Enter" &&
        !event.shiftKey &&
        !event.ctrlKey &&
        !event.metaKey &&
        !multiline &&
        draft !== null
      ) {
        if (commit(draft)) setDraft(null);
      } else if (event.key === "Escape" && draft !== null) {
        // the first Escape takes back the text, the next leaves the field
        event.stopPropagation();
        clearTimeout(timer.current);
        setDraft(null);
      }
    },
  };
}
