import type { WhatIf } from "../../predictor/what-if";
import type { PostRecord } from "./use-live-prediction";

/** What a person tries on a post without touching what is typed. */
export interface PostEdits {
  /** tokens taken out of every text */
  readonly removed: readonly string[];
  /** columns given another value */
  readonly changed: PostRecord;
}

export const NO_EDITS: PostEdits = { removed: [], changed: {} };

/** With a word taken out, or put back. */
export function toggleWord(edits: PostEdits, token: string): PostEdits {
  const { removed } = edits;
  return {
    ...edits,
    removed: removed.includes(token) ? removed.filter((each) => each !== token) : [...removed, token],
  };
}

/** With another value for a column; the typed one takes the edit back. */
export function changeValue(edits: PostEdits, column: string, value: string, typed: string): PostEdits {
  const { [column]: _old, ...others } = edits.changed;
  return { ...edits, changed: value === typed ? others : { ...others, [column]: value } };
}

/** How many edits of this post there are; words that it no longer has do not count. */
export function editCount({ removed, changed }: PostEdits, answer: WhatIf | null): number {
  const words = answer?.words ?? [];
  const there = answer ? removed.filter((token) => words.some((word) => word.token === token)) : removed;
  return there.length + Object.keys(changed).length;
}
