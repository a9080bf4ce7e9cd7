import { createStore } from "zustand/vanilla";
import type { StageName } from "../pipeline/stage-state";
import type { Forecast } from "../pipeline/forecast-view";

export type ExperimentPanel = "document" | "presets" | "variants" | "link";

export interface VariantRun {
  readonly label: string;
  readonly fraction: number;
  /** the one that is being run */
  readonly note: string;
  readonly remainingMs: number | null;
  readonly cancel: () => void;
}

/** What is open over the notebook; nothing of it is saved. */
export interface UiState {
  readonly palette: boolean;
  readonly keys: boolean;
  /** grows by one each time a file is to be picked */
  readonly picking: number;
  /** the experiment as a file, or the question what to do with one that the address carries */
  readonly experiment: ExperimentPanel | null;
  /** variants that are being run, beside the notebook */
  readonly variantRun: VariantRun | null;
  /** a run that was asked for and may not fit into memory */
  readonly forecast: { readonly forecast: Forecast; readonly stage: StageName } | null;
}

export const uiStore = createStore<UiState>(() => ({
  palette: false,
  keys: false,
  picking: 0,
  experiment: null,
  variantRun: null,
  forecast: null,
}));
