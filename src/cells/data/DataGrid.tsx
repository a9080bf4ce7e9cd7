import { useMemo, useRef, useState } from "react";
import type { ReactNode, Ref } from "react";
import type { DataView } from "../../pipeline/views";
import { roleOf } from "../../pipeline/inputs";
import { Button } from "../../ui/Button";
import { formatCount, formatNumber } from "../../ui/format";
import { ClippedText } from "../../ui/grid/ClippedText";
import { columnWidth } from "../../ui/grid/column-width";
import { RowDetail } from "../../ui/grid/RowDetail";
import { VirtualGrid } from "../../ui/grid/VirtualGrid";
import type { GridColumn, GridHandle } from "../../ui/grid/VirtualGrid";
import { useLoaded } from "../use-loaded";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { ColumnHead } from "./ColumnHead";
import styles from "./data.module.css";

type Cells = Readonly<Record<string, string>>;

export interface DataGridProps {
  readonly view: DataView;
  readonly ref?: Ref<GridHandle>;
}

/** All rows as read, every column with its summary; one row to be read in full. */
export function DataGrid({ view, ref }: DataGridProps): ReactNode {
  const client = useClient();
  const actions = useActions();
  const roles = useNotebook((state) => view.columns.map((column) => roleOf(state.experiment, column)));
  const selection = useNotebook((state) => state.selection);
  const [open, setOpen] = useState<{ row: number; column: string } | null>(null);
  const grid = useRef<GridHandle>(null);
  const version = readKey(view);

  const columns = useMemo<readonly GridColumn<Cells>[]>(
    () =>
      view.columns.map((column, i) => {
        const role = roles[i];
        const width = columnWidth(column.name, column.examples, { narrowest: 124 });
        return {
          key: column.name,
          label: column.name,
          width,
          align: column.type === "number" ? "right" : "left",
          mono: column.type === "id",
          head: <ColumnHead column={column} role={role} rows={view.rows} width={width} />,
          cell: (row) => <ClippedText text={row[column.name] ?? ""} />,
        };
      }),
    [view, roles],
  );
  const marked = useMemo(() => new Set(selection?.rows ?? []), [selection]);
  const record = useLoaded(open === null ? null : `${version} ${open.row}`, async () =>
    open === null ? null : { row: open.row, cells: (await client.rows(open.row, open.row + 1))[0] ?? null },
  );

  const attach = (handle: GridHandle | null) => {
    grid.current = handle;
    if (typeof ref === "function") ref(handle);
    else if (ref) ref.current = handle;
  };
  const step = (by: -1 | 1) => {
    if (open === null) return;
    const row = open.row + by;
    setOpen({ ...open, row });
    grid.current?.reveal(row);
  };
  const cells = open !== null && record.value?.row === open.row ? record.value.cells : null;

  return (
    <section aria-label="Rows" className={styles.section}>
      <VirtualGrid<Cells>
        ref={attach}
        label={`Rows of ${view.file}`}
        rowCount={view.rows}
        columns={columns}
        load={(start, end) => client.rows(start, Math.min(end, view.rows))}
        version={version}
        marked={marked}
        onOpen={(row, column) => setOpen({ row, column: view.columns[column].name })}
        height={420}
        empty="The file has a header and no rows."
      />
      {selection && selection.rows.length > 0 && (
        <p className="note">
          {formatCount(selection.rows.length, "row")} chosen in {selection.from}{" "}
          {selection.rows.length === 1 ? "is" : "are"} marked.{" "}
          <Button variant="link" onClick={() => grid.current?.reveal(Math.min(...selection.rows))}>
            Go to the first
          </Button>{" "}
          <Button variant="link" onClick={() => actions.clearSelection()}>
            Clear the marks
          </Button>
        </p>
      )}
      {open === null ? (
        <p className="note">Click a row's number, or press Enter in the table, to read a row in full.</p>
      ) : (
        <RowDetail
          title={`Row ${formatNumber(open.row + 1)} of ${formatNumber(view.rows)}`}
          first={open.column}
          fields={
            cells === null
              ? null
              : view.columns.map(({ name, type }) => ({ name, text: cells[name] ?? "", note: type }))
          }
          onPrevious={open.row > 0 ? () => step(-1) : undefined}
          onNext={open.row < view.rows - 1 ? () => step(1) : undefined}
          onClose={() => {
            setOpen(null);
            grid.current?.focus();
          }}
        />
      )}
    </section>
  );
}

/** Changes whenever other rows stand in the table: another file, or the same one read another way. */
export function readKey({ sha256, dialect, columns }: DataView): string {
  const { delimiter, encoding, header, quote } = dialect;
  const names = columns.map(({ name, type }) => [name, type]);
  return JSON.stringify([sha256, delimiter.value, encoding.value, header.value, quote.value, names]);
}
