import { createStore } from "zustand/vanilla";
import type { StageName } from "../pipeline/stage-state";
import type { Forecast } from "../pipeline/views";

/** What is open over the notebook; nothing of it is saved. */
export interface UiState {
  readonly palette: boolean;
  readonly keys: boolean;
  /** grows by one each time a file is to be picked */
  readonly picking: number;
  /** a run that was asked for and may not fit into memory */
  readonly forecast: { readonly forecast: Forecast; readonly stage: StageName } | null;
}

export const uiStore = createStore<UiState>(() => ({ palette: false, keys: false, picking: 0, forecast: null }));
