import type { SearchPoint } from "./space";

/** What a sampler knows of a trial that is over. `loss` is what is lowered, of the last step judged. */
export interface FinishedTrial {
  readonly number: number;
  readonly values: SearchPoint;
  readonly state: "complete" | "pruned" | "failed";
  readonly loss: number | null;
  /** the loss after each rung that it reached, for pruning */
  readonly rungs: readonly number[];
}
