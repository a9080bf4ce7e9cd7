export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** rows of one screen, for Page Up and Page Down */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
}

/** Where a key leads from `at`, as in the grid pattern of ARIA; null for a key that does not move. */
export function moveByKey(at: GridPosition, key: GridKey, size: GridSize): GridPosition | null {
  const { row, column } = at;
  const far = key.ctrlKey === true || key.metaKey === true;
  switch (key.key) {
    case "ArrowDown":
      return within({ row: far ? size.rows - 1 : row + 1, column }, size);
    case "ArrowUp":
      return within({ row: far ? 0 : row - 1, column }, size);
    case "ArrowRight":
      return within({ row, column: far ? size.columns - 1 : column + 1 }, size);
    case "ArrowLeft":
      return within({ row, column: far ? 0 : column - 1 }, size);
    case "PageDown":
      return within({ row: row + size.page, column }, size);
    case "PageUp":
      return within({ row: row - size.page, column }, size);
    case "Home":
      return within({ row: far ? 0 : row, column: 0 }, size);
    case "End":
      return within({ row: far ? size.rows - 1 : row, column: size.columns - 1 }, size);
    default:
      return null;
  }
}

function within({ row, column }: GridPosition, size: GridSize): GridPosition {
  return {
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  };
}
