import type { CellKindName } from "../notebook/notebook";
import type { CellKind } from "./cell-kind";
import { behaviourCell } from "./behaviour/behaviour-cell";
import { compareCell } from "./compare/compare-cell";
import { dataCell } from "./data/data-cell";
import { cleanCell } from "./clean/clean-cell";
import { errorsCell } from "./errors/errors-cell";
import { evaluateCell } from "./evaluate/evaluate-cell";
import { explainCell } from "./explain/explain-cell";
import { featuresCell } from "./features/features-cell";
import { noteCell } from "./note/note-kind";
import { predictCell } from "./predict/predict-cell";
import { problemCell } from "./problem/problem-cell";
import { qualityCell } from "./quality/quality-cell";
import { searchCell } from "./search/search-cell";
import { shipCell } from "./ship/ship-cell";
import { splitCell } from "./split/split-cell";
import { trainCell } from "./train/train-cell";
import { validateCell } from "./validate/validate-cell";

/** Every kind of cell. A new one adds its line here and its folder; nothing else asks which kind a cell is. */
export const CELL_KINDS: readonly CellKind[] = [
  problemCell,
  dataCell,
  qualityCell,
  cleanCell,
  splitCell,
  featuresCell,
  trainCell,
  evaluateCell,
  errorsCell,
  explainCell,
  behaviourCell,
  validateCell,
  searchCell,
  compareCell,
  predictCell,
  shipCell,
  noteCell,
];

const BY_NAME = new Map<CellKindName, CellKind>(CELL_KINDS.map((kind) => [kind.kind, kind]));

export function cellKind(name: CellKindName): CellKind | undefined {
  return BY_NAME.get(name);
}
