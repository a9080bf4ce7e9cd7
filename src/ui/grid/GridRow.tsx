// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are not in the document cannot be rows of a <table>
import type { ReactNode } from "react";
import type { GridColumn } from "./VirtualGrid";
import styles from "./grid.module.css";

interface GridRowProps<R> {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly gutter: number;
  readonly height: number;
  /** undefined while it is on its way */
  readonly row: R | undefined;
  readonly columns: readonly GridColumn<R>[];
  /** of all columns, drawn or not */
  readonly widths: readonly number[];
  readonly firstColumn: number;
  /** pixels before the first drawn column */
  readonly left: number;
  readonly activeColumn: number | null;
  readonly marked: boolean;
  /** whether a click on the number opens the row */
  readonly opens: boolean;
}

export function GridRow<R>(props: GridRowProps<R>): ReactNode {
  const { id, index, name, gutter, height, row, columns, widths, firstColumn, left, activeColumn, marked, opens } =
    props;
  const classes = [styles.row, activeColumn !== null && styles.activeRow, marked && styles.marked];
  return (
    <div className={classes.filter(Boolean).join(" ")} role="row" aria-rowindex={index + 2} style={{ height }}>
      <div
        className={styles.rowName}
        role="rowheader"
        aria-colindex={1}
        data-row={index}
        style={{ width: gutter, cursor: opens ? "pointer" : undefined }}
      >
        {name}
      </div>
      {columns.map((column, i) => {
        const at = firstColumn + i;
        return (
          <div
            key={column.key}
            id={`${id}-${index}-${at}`}
            className={cellClass(column, activeColumn === at)}
            role="gridcell"
            aria-colindex={at + 2}
            aria-selected={activeColumn === at}
            data-row={index}
            data-column={at}
            style={{ width: widths[at], marginLeft: i === 0 ? left : undefined }}
          >
            {row === undefined ? <span className={styles.waiting} /> : column.cell(row)}
          </div>
        );
      })}
    </div>
  );
}

function cellClass<R>(column: GridColumn<R>, active: boolean): string {
  return [
    styles.cell,
    column.align === "right" && styles.right,
    column.mono === true && styles.mono,
    active && styles.active,
  ]
    .filter(Boolean)
    .join(" ");
}
