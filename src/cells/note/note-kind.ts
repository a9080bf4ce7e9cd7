import type { CellKind } from "../cell-kind";
import { NoteCell } from "./NoteCell";

export const noteCell: CellKind = {
  kind: "note",
  title: "Note",
  purpose: "Words in Markdown",
  stage: null,
  Frame: NoteCell,
  summary: () => null,
};
