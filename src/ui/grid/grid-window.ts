/**
 * Browsers stop laying out boxes past some height (Firefox near 17.9 million pixels, Chromium near 33.5), so a grid of a
 * million rows cannot be as tall as its rows are. Past this height the scroll bar covers the same rows with fewer pixels.
 */
export const TALLEST_PX = 12_000_000;

export interface RowScale {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** pixels of rows in view */
  readonly viewHeight: number;
  /** height of the box that stands for all rows */
  readonly boxHeight: number;
  /** pixels of rows that one pixel of scrolling stands for: 1 until the box would be too tall */
  readonly ratio: number;
}

export function makeRowScale(rowCount: number, rowHeight: number, viewHeight: number): RowScale {
  const full = rowCount * rowHeight;
  const boxHeight = Math.min(full, TALLEST_PX);
  const scrollable = boxHeight - viewHeight;
  const ratio = boxHeight < full && scrollable > 0 ? (full - viewHeight) / scrollable : 1;
  return { rowCount, rowHeight, viewHeight, boxHeight, ratio };
}

export interface RowRange {
  /** first row to draw */
  readonly start: number;
  /** one past the last row to draw */
  readonly end: number;
  /** where the first row's top edge is, in pixels of the box */
  readonly top: number;
}

/** Rows to draw when the box is scrolled to `scrollTop`, with `overscan` more on either side. */
export function visibleRows(scale: RowScale, scrollTop: number, overscan = 6): RowRange {
  const { rowCount, rowHeight, viewHeight, ratio } = scale;
  const offset = Math.max(0, scrollTop) * ratio;
  const start = Math.max(0, Math.min(rowCount, Math.floor(offset / rowHeight)) - overscan);
  const end = Math.min(rowCount, Math.ceil((offset + viewHeight) / rowHeight) + overscan);
  return { start, end: Math.max(start, end), top: scrollTop + (start * rowHeight - offset) };
}

/** Where to scroll so that `row` is wholly in view, moving as little as possible. */
export function scrollTopFor(scale: RowScale, row: number, scrollTop: number): number {
  const { rowHeight, viewHeight, ratio } = scale;
  const offset = scrollTop * ratio;
  const top = row * rowHeight;
  if (top < offset) return top / ratio;
  const bottom = top + rowHeight;
  return bottom > offset + viewHeight ? Math.max(0, (bottom - viewHeight) / ratio) : scrollTop;
}

export interface ColumnRange {
  readonly start: number;
  readonly end: number;
}

/** Widths that fill `room` where the columns leave some of it free, each widened by the same share. */
export function stretchWidths(widths: readonly number[], room: number): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total === 0 || total >= room) return widths;
  const stretched = widths.map((width) => Math.floor((width * room) / total));
  const rest = room - stretched.reduce((sum, width) => sum + width, 0);
  return stretched.map((width, i) => (i === 0 ? width + rest : width));
}

/** Left edge of every column and, last, the width of all: `[0, 80, 200]` for widths 80 and 120. */
export function columnEdges(widths: readonly number[]): readonly number[] {
  const edges = [0];
  for (const width of widths) edges.push(edges[edges.length - 1] + width);
  return edges;
}

/** Columns to draw when scrolled to `scrollLeft`; `viewWidth` is what is left beside the row numbers. */
export function visibleColumns(
  edges: readonly number[],
  scrollLeft: number,
  viewWidth: number,
  overscan = 1,
): ColumnRange {
  const count = edges.length - 1;
  let start = 0;
  while (start < count && edges[start + 1] <= scrollLeft) start++;
  let end = start;
  while (end < count && edges[end] < scrollLeft + viewWidth) end++;
  return { start: Math.max(0, start - overscan), end: Math.min(count, end + overscan) };
}
