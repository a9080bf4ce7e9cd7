import type { TextFormat } from "../../experiment/experiment-text";

export interface Draft {
  readonly text: string;
  readonly format: TextFormat;
}

let kept: Draft | null = null;

/** What was written and not applied, so that closing the panel loses nothing. It holds as long as the page is open. */
export function keptDraft(): Draft | null {
  return kept;
}

export function keepDraft(draft: Draft | null): void {
  kept = draft;
}
