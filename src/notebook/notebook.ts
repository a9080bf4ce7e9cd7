import type { DialectChange, Source, StageViews } from "../compute/engine-api";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import type { VariantSet } from "../experiment/variants";
import type { StageName, StageStates } from "../pipeline/stage-state";
import type { RunSummary } from "../pipeline/runs/run-summary";
import type { SearchOutline } from "../pipeline/search/search-outline";
import type { Annotation, Annotations } from "./annotations";

export type CellKindName =
  | "problem"
  | "data"
  | "quality"
  | "clean"
  | "features"
  | "split"
  | "train"
  | "evaluate"
  | "errors"
  | "explain"
  | "behaviour"
  | "validate"
  | "search"
  | "compare"
  | "predict"
  | "ship"
  | "note";

export interface Cell {
  readonly id: string;
  readonly kind: CellKindName;
  readonly folded: boolean;
  /** Markdown, of note cells only */
  readonly text?: string;
}

/** The notebook as the page shows it. What a person wrote, the order of cells and what the engine said are apart. */
export interface NotebookState {
  readonly experiment: Experiment;
  readonly cells: readonly Cell[];
  /** the cell that keys act on */
  readonly current: string;
  readonly stages: StageStates;
  readonly views: StageViews;
  /** points of the curve of a training in progress */
  readonly livePoints: readonly Readonly<Record<string, number>>[];
  /** the oldest first; records only: the rest of a run is fetched when it is looked at */
  readonly runs: readonly RunSummary[];
  /** deleted, and not yet for good */
  readonly binned: readonly RunSummary[];
  readonly liveRunId: string | null;
  /** the latest one, this visit's or an earlier one's; null while there is none */
  readonly search: SearchOutline | null;
  /** rows of the table chosen in a chart, shown in every other */
  readonly selection: { readonly rows: readonly number[]; readonly from: string } | null;
  /** what a person noted on posts, by file (SHA-256) and row */
  readonly annotations: Annotations;
  /** a base and what its variants change; null before there is a base */
  readonly variants: VariantSet | null;
  /** runs that something other than a person's ticks put side by side in Compare */
  readonly toCompare: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly saved: { readonly at: string } | { readonly failed: string } | null;
  readonly notice: Notice | null;
}

/** One message to the person, said aloud by screen readers, until it is closed or replaced. */
export interface Notice {
  readonly title: string;
  readonly detail: string;
  readonly tone: "info" | "warn" | "fail";
}

export interface NotebookActions {
  /** Reads a file and makes it the notebook's data. Rejects with what the engine rejects with. */
  open(source: Source, dialect?: DialectChange, signal?: AbortSignal): Promise<void>;
  /**
   * Merges the changes into the experiment: shown at once, then told to the engine. Quick edits of the same fields are
   * one step of undo. Rejects with a DataError ("invalid-experiment"), and nothing changes, when they are not valid.
   */
  edit(changes: PartialExperiment): Promise<void>;
  /** As `edit`, by a program: nobody waits for a letter they typed, so cells show it one by one, as what the engine tells. */
  configure(changes: PartialExperiment): Promise<void>;
  /** A whole other document, one step of undo. */
  replace(experiment: Experiment): Promise<void>;
  /** One step of undo, as an edit. */
  setVariants(variants: VariantSet | null): void;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Resolves when it is over, also when it failed or was interrupted: the stages say how. */
  runTo(stage: StageName): Promise<void>;
  runAll(): Promise<void>;
  interrupt(): void;
  setCurrent(cellId: string): void;
  setFolded(cellId: string, folded: boolean): void;
  addNote(afterCellId: string): string;
  editNote(cellId: string, text: string): void;
  moveCell(cellId: string, by: -1 | 1): void;
  removeNote(cellId: string): void;
  select(rows: readonly number[], from: string): void;
  clearSelection(): void;
  /** Replaces the tags and the note of a post of the open file; empty ones are forgotten. */
  annotate(row: number, annotation: Annotation): void;
  /** Ticks these runs in Compare, and no others. */
  compare(runIds: readonly string[]): void;
  notify(notice: Notice): void;
  dismissNotice(): void;
}
