import type { DataView, QualityView, Run } from "../views";
import type { Dictionary } from "../../core/quality/dictionary";

/** A test post that a run is far off on. Its text is a row of the data: given only where a person asked for it. */
export interface WorstPost {
  /** 0-based, in the file */
  readonly row: number;
  readonly text: string;
  readonly actual: string;
  readonly predicted: string;
}

/** What a report is made from; all of it was measured. */
export interface ReportInput {
  readonly run: Run;
  /** of the file the run was made of; null where it is not open */
  readonly data: DataView | null;
  /** checks of that file; null where they were not run */
  readonly quality: QualityView | null;
  /** ids of findings that someone read and accepts */
  readonly accepted: readonly string[];
  readonly dictionary: Dictionary;
  /** null: none are to be shown */
  readonly worst: readonly WorstPost[] | null;
}
