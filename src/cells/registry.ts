import type { CellKindName } from "../notebook/notebook";
import type { CellKind } from "./cell-kind";
import { dataCell } from "./data/data-cell";
import { noteCell } from "./note/note-kind";
import { predictCell } from "./predict/predict-cell";
import { problemCell } from "./problem/problem-cell";

/** Every kind of cell. A new one adds its line here and its folder; nothing else asks which kind a cell is. */
export const CELL_KINDS: readonly CellKind[] = [problemCell, dataCell, predictCell, noteCell];

const BY_NAME = new Map<CellKindName, CellKind>(CELL_KINDS.map((kind) => [kind.kind, kind]));

export function cellKind(name: CellKindName): CellKind | undefined {
  return BY_NAME.get(name);
}
