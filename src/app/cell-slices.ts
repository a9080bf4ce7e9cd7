import type { CellKind } from "../cells/cell-kind";
import type { NotebookState } from "../notebook/notebook";
import type { StageState } from "../pipeline/stage-state";

/** What the frame of a cell subscribes to; compared member by member, so that it renders only when one of these changes. */
export const cellSlices = {
  folded:
    (cellId: string) =>
    ({ cells }: NotebookState): boolean =>
      cells.find(({ id }) => id === cellId)?.folded ?? false,
  kind:
    (cellId: string) =>
    ({ cells }: NotebookState) =>
      cells.find(({ id }) => id === cellId)?.kind ?? "note",
  stage:
    ({ stage }: CellKind) =>
    ({ stages }: NotebookState): StageState | null =>
      stage ? stages[stage] : null,
  /** only a folded cell shows it */
  summary:
    (kind: CellKind, folded: boolean) =>
    (state: NotebookState): string | null =>
      folded ? kind.summary(state) : null,
  warning: (kind: CellKind) => (state: NotebookState) => kind.warning?.(state) ?? null,
  status: (kind: CellKind) => (state: NotebookState) => kind.status?.(state) ?? null,
};
