import type { Json } from "../core/errors";
import type { Progress } from "../core/job";

/** The stages of the pipeline, in the order they run. Nothing needs those after "evaluate": they look at the data and the model beside the run. */
export const STAGES = [
  "read",
  "clean",
  "split",
  "features",
  "train",
  "evaluate",
  "quality",
  "validate",
  "behaviour",
] as const;
export type StageName = (typeof STAGES)[number];

/** An error as it crosses the wire and is kept in a stage's state. */
export interface StageError {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, Json>>;
  readonly stack?: string;
}

/** Where one stage stands: one tagged union, so that a label and an error can never drift apart. */
export type StageState =
  | { readonly state: "never" }
  /** has a result, but of other settings or data than the current ones; `because` names the changed stage */
  | { readonly state: "stale"; readonly elapsedMs: number; readonly because: StageName }
  | { readonly state: "queued" }
  | {
      readonly state: "running";
      readonly elapsedMs: number;
      readonly progress: Progress | null;
      /** estimated, null until there is something to go by */
      readonly remainingMs: number | null;
    }
  | { readonly state: "fresh"; readonly elapsedMs: number; readonly reused: boolean }
  | { readonly state: "failed"; readonly elapsedMs: number; readonly error: StageError };

export type StageStates = Readonly<Record<StageName, StageState>>;
