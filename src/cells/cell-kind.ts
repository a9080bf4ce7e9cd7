import type { ComponentType } from "react";
import type { CellKindName, NotebookState } from "../notebook/notebook";
import type { StageName } from "../pipeline/stage-state";
import type { Status } from "../ui/StatusMark";

export interface CellProps {
  readonly cellId: string;
}

export interface FrameProps extends CellProps {
  /** place in the notebook, from 1; notes are not counted and get null */
  readonly number: number | null;
}

/**
 * Everything the page knows of one kind of cell. Heavy parts come through `React.lazy`: the frame waits for them.
 * The frame draws number, title, purpose, status, Run and errors; a kind draws its fields and its output.
 */
export interface CellKind {
  readonly kind: CellKindName;
  readonly title: string;
  /** one line under or beside the title */
  readonly purpose: string;
  /** the stage that Run brings up to date; null where there is nothing to run */
  readonly stage: StageName | null;
  readonly Form?: ComponentType<CellProps>;
  /** shown under the form; also while stale or failed, with what it last had */
  readonly Output?: ComponentType<CellProps>;
  /** the result in one line, for the folded cell; null while there is none (the purpose stands there then) */
  summary(state: NotebookState): string | null;
  /** the form begins with the cell's own heading; the frame draws none while it is open */
  readonly ownHeading?: boolean;
  /** drawn instead of the usual frame, number and all: notes */
  readonly Frame?: ComponentType<FrameProps>;
  /** where there is no stage: how the cell stands, with a word of its own ("live") */
  status?(state: NotebookState): { readonly status: Status; readonly word?: string } | null;
  /** the output shows the progress of the stage itself; the frame leaves it out */
  readonly ownProgress?: boolean;
  warning?(state: NotebookState): CellWarning | null;
}

/** Travels with the result; null for none. */
export interface CellWarning {
  /** "leaks, see Split" */
  readonly text: string;
  readonly cell: CellKindName;
  /** all that the outline has room for; "warning" where it is left out */
  readonly word?: string;
}
