// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are not in the document cannot be rows of a <table>
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from "react";
import { GridRow } from "./GridRow";
import { columnEdges, makeRowScale, stretchWidths, scrollTopFor, visibleColumns, visibleRows } from "./grid-window";
import { moveByKey } from "./grid-keys";
import type { GridPosition } from "./grid-keys";
import type { LoadRows } from "./row-pages";
import { useInTurns } from "../use-in-turns";
import { useRowPages } from "./use-row-pages";
import styles from "./grid.module.css";

export interface GridColumn<R> {
  readonly key: string;
  /** name for assistive technology, and the head where `head` is absent */
  readonly label: string;
  readonly width: number;
  readonly align?: "left" | "right";
  readonly head?: ReactNode;
  readonly sort?: "ascending" | "descending" | "none";
  /** true for text that is not prose: names, keys, numbers */
  readonly mono?: boolean;
  cell(row: R): ReactNode;
}

export interface GridHandle {
  /** Scrolls to a row and makes it the current one. */
  reveal(row: number, column?: number): void;
  focus(): void;
}

export interface VirtualGridProps<R> {
  readonly label: string;
  readonly rowCount: number;
  readonly columns: readonly GridColumn<R>[];
  readonly load: LoadRows<R>;
  /** another value means other rows: data, order or filter changed */
  readonly version: string;
  /** opens the row for reading: Enter, double click, or a click on its number */
  readonly onOpen?: (row: number, column: number) => void;
  readonly marked?: ReadonlySet<number>;
  /** what stands before a row, by its index; 1, 2, 3 ... where absent */
  readonly rowName?: (row: number) => string;
  readonly height?: number;
  readonly empty?: ReactNode;
  readonly ref?: Ref<GridHandle>;
}

const ROW_HEIGHT = 28;
/** Mounted at a time when it is first shown. */
const ROWS_A_TURN = 6;

/**
 * A table of any length in a box of its own: rows are fetched in pages, and only what is in view is in the document.
 * One stop of the Tab key; arrows, Home, End and Page keys move, Enter opens the row.
 */
export function VirtualGrid<R>(props: VirtualGridProps<R>): ReactNode {
  const { label, rowCount, columns, load, version, onOpen, marked, rowName, height = 400, empty, ref } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ width: 640, height: height - ROW_HEIGHT });
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  const [active, setActive] = useState<GridPosition | null>(null);
  const pages = useRowPages(load, version);
  const [shownVersion, setShownVersion] = useState(version);
  if (shownVersion !== version) {
    setShownVersion(version);
    setActive(null);
  }

  const nameOf = rowName ?? ((row: number) => (row + 1).toLocaleString("en-US"));
  const gutter = Math.max(44, nameOf(Math.max(0, rowCount - 1)).length * 7 + 20);
  const widths = useMemo(
    () =>
      stretchWidths(
        columns.map((column) => column.width),
        view.width - gutter,
      ),
    [columns, view.width, gutter],
  );
  const edges = useMemo(() => columnEdges(widths), [widths]);
  const width = gutter + edges[edges.length - 1];
  const scale = makeRowScale(rowCount, ROW_HEIGHT, view.height);
  const rows = visibleRows(scale, Math.min(scroll.top, Math.max(0, scale.boxHeight - view.height)));
  const shown = visibleColumns(edges, scroll.left, view.width - gutter);
  const shownColumns = columns.slice(shown.start, shown.end);
  const left = edges[shown.start];
  const mounted = useInTurns(rows.end - rows.start, ROWS_A_TURN);

  useLayoutEffect(() => {
    const element = box.current;
    const top = head.current;
    if (element === null || top === null) return;
    const measure = () => {
      const next = {
        width: element.clientWidth,
        height: Math.max(ROW_HEIGHT, element.clientHeight - top.offsetHeight),
      };
      setView((old) => (old.width === next.width && old.height === next.height ? old : next));
    };
    // It tells the first size too, once the browser has laid the page out by itself.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(top);
    return () => observer.disconnect();
  }, []);

  const scrolledVersion = useRef(version);
  useEffect(() => {
    // Not on the first showing: setting it has the whole page laid out within this task.
    if (scrolledVersion.current === version || box.current === null) return;
    scrolledVersion.current = version;
    box.current.scrollTop = 0;
  }, [version]);
  useEffect(() => pages.want(rows.start, rows.end), [pages, rows.start, rows.end]);

  function goTo(position: GridPosition): void {
    setActive(position);
    const element = box.current;
    if (element === null) return;
    element.scrollTop = scrollTopFor(scale, position.row, element.scrollTop);
    const from = edges[position.column];
    const to = edges[position.column + 1];
    const room = view.width - gutter;
    if (from < element.scrollLeft) element.scrollLeft = from;
    else if (to > element.scrollLeft + room) element.scrollLeft = Math.min(from, to - room);
  }

  useImperativeHandle(ref, () => ({
    reveal: (row, column) => goTo({ row, column: column ?? active?.column ?? 0 }),
    focus: () => box.current?.focus(),
  }));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== box.current || rowCount === 0) return;
    if (event.key === "Enter" && active !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      onOpen?.(active.row, active.column);
      return;
    }
    const page = Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 1);
    const next = moveByKey(active ?? { row: -1, column: 0 }, event, { rows: rowCount, columns: columns.length, page });
    if (next === null || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(next);
  }

  function onClick(event: MouseEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("[data-row]");
    if (cell === null) return;
    const position = { row: Number(cell.dataset.row), column: Number(cell.dataset.column ?? 0) };
    setActive(position);
    // the row's number opens it, so does a double click anywhere in it
    if (cell.dataset.column === undefined || event.detail === 2) onOpen?.(position.row, position.column);
  }

  const activeInView =
    active !== null &&
    active.row >= rows.start &&
    active.row < rows.end &&
    active.column >= shown.start &&
    active.column < shown.end;

  return (
    <div className={styles.frame}>
      <div
        ref={box}
        className={styles.box}
        style={{ maxHeight: height }}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={activeInView ? `${id}-${active.row}-${active.column}` : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })}
      >
        <div ref={head} className={styles.head} role="row" aria-rowindex={1} style={{ width }}>
          <div className={styles.corner} role="columnheader" aria-colindex={1} style={{ width: gutter }}>
            <span className={styles.hidden}>Row</span>
          </div>
          {shownColumns.map((column, i) => (
            <div
              key={column.key}
              className={column.align === "right" ? styles.headRight : styles.headCell}
              role="columnheader"
              aria-colindex={shown.start + i + 2}
              aria-sort={column.sort}
              style={{ width: widths[shown.start + i], marginLeft: i === 0 ? left : undefined }}
            >
              {column.head ?? column.label}
            </div>
          ))}
        </div>
        <div className={styles.body} role="rowgroup" style={{ height: scale.boxHeight, width }}>
          <div role="presentation" style={{ transform: `translateY(${rows.top}px)` }}>
            {Array.from({ length: mounted }, (_, i) => rows.start + i).map((row) => (
              <GridRow
                key={row}
                id={id}
                index={row}
                name={nameOf(row)}
                gutter={gutter}
                height={ROW_HEIGHT}
                row={pages.get(row)}
                columns={shownColumns}
                widths={widths}
                firstColumn={shown.start}
                left={left}
                activeColumn={active?.row === row ? active.column : null}
                marked={marked?.has(row) ?? false}
                opens={onOpen !== undefined}
              />
            ))}
          </div>
        </div>
      </div>
      {rowCount === 0 && empty !== undefined && <p className={styles.note}>{empty}</p>}
      {pages.error !== null && (
        <p className={styles.error} role="alert">
          These rows could not be read: {messageOf(pages.error)}{" "}
          <button type="button" className={styles.link} onClick={() => pages.want(rows.start, rows.end)}>
            Read them again
          </button>
        </p>
      )}
    </div>
  );
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
