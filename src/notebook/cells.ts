import type { Cell, CellKindName } from "./notebook";

const KINDS = [
  "problem",
  "data",
  "quality",
  "clean",
  "split",
  "features",
  "train",
  "evaluate",
  "errors",
  "explain",
  "behaviour",
  "validate",
  "search",
  "compare",
  "predict",
  "ship",
] as const;

/** The cells of a new notebook, in the order their stages run. What a first look does not need starts folded. */
export function initialCells(): readonly Cell[] {
  const folded: readonly CellKindName[] = [
    "clean",
    "split",
    "features",
    "errors",
    "explain",
    "behaviour",
    "validate",
    "search",
    "compare",
    "ship",
  ];
  return KINDS.map((kind) => ({ id: kind, kind, folded: folded.includes(kind) }));
}

/** With a note after the cell `after` (at the end where there is none such). */
export function insertNote(cells: readonly Cell[], after: string, note: Cell): readonly Cell[] {
  const at = cells.findIndex((cell) => cell.id === after);
  const position = at < 0 ? cells.length : at + 1;
  return [...cells.slice(0, position), note, ...cells.slice(position)];
}

/** An id that no cell has. */
export function freshNoteId(cells: readonly Cell[]): string {
  let number = 1;
  while (cells.some((cell) => cell.id === `note-${number}`)) number++;
  return `note-${number}`;
}

/** Swapped with the neighbour above (-1) or below (1); the same list at an end. */
export function moved(cells: readonly Cell[], id: string, by: -1 | 1): readonly Cell[] {
  const from = cells.findIndex((cell) => cell.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= cells.length) return cells;
  const next = [...cells];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

/** `cell` changed, or the same list where it has these values already. */
export function changed(cells: readonly Cell[], id: string, change: Partial<Cell>): readonly Cell[] {
  const cell = cells.find((item) => item.id === id);
  if (!cell || Object.entries(change).every(([key, value]) => cell[key as keyof Cell] === value)) return cells;
  return cells.map((item) => (item.id === id ? { ...item, ...change } : item));
}

/**
 * Cells read from storage, made whole: unknown kinds go, kinds that are missing (a later Scorebook added them) come
 * after the cell they follow in a new notebook, repeated ids go. Null when it is no list of cells at all.
 */
export function repairCells(stored: unknown): readonly Cell[] | null {
  if (!Array.isArray(stored)) return null;
  const cells: Cell[] = [];
  for (const item of stored) {
    const cell = item as Partial<Cell> | null;
    if (typeof cell?.id !== "string" || cells.some((other) => other.id === cell.id)) continue;
    if (cell.kind === "note") {
      const text = typeof cell.text === "string" ? cell.text : "";
      cells.push({ id: cell.id, kind: "note", folded: cell.folded === true, text });
    } else if ((KINDS as readonly unknown[]).includes(cell.kind) && !cells.some((other) => other.kind === cell.kind)) {
      cells.push({ id: cell.id, kind: cell.kind as CellKindName, folded: cell.folded === true });
    }
  }
  initialCells().forEach((cell, i, all) => {
    if (cells.some((other) => other.kind === cell.kind)) return;
    cells.splice(i === 0 ? 0 : cells.findIndex(({ kind }) => kind === all[i - 1].kind) + 1, 0, cell);
  });
  return cells;
}

/** The numbers that stand before the cells: counted from 1, notes skipped (null). */
export function cellNumbers(cells: readonly Cell[]): readonly (number | null)[] {
  let count = 0;
  return cells.map((cell) => (cell.kind === "note" ? null : ++count));
}
