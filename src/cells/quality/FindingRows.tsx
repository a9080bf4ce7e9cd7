import { useMemo } from "react";
import type { ReactNode } from "react";
import { formatNumber } from "../../ui/format";
import { ClippedText } from "../../ui/grid/ClippedText";
import { columnWidth } from "../../ui/grid/column-width";
import { VirtualGrid } from "../../ui/grid/VirtualGrid";
import type { GridColumn } from "../../ui/grid/VirtualGrid";
import { useClient, useNotebook } from "../use-notebook";

type Cells = Readonly<Record<string, string>>;

export interface FindingRowsProps {
  /** positions in the table */
  readonly rows: readonly number[];
  /** columns to put first: those the finding is about */
  readonly first: readonly string[];
  readonly label: string;
}

const MOST_HEIGHT = 260;
const ROW_HEIGHT = 29;

/** The very rows that show a finding. */
export function FindingRows({ rows, first, label }: FindingRowsProps): ReactNode {
  const client = useClient();
  const columns = useNotebook((state) => state.views.read?.columns);
  const shown = useMemo<readonly GridColumn<Cells>[]>(() => {
    const all = columns ?? [];
    const ordered = [
      ...all.filter(({ name }) => first.includes(name)),
      ...all.filter(({ name }) => !first.includes(name)),
    ];
    return ordered.map(({ name, type, examples }) => ({
      key: name,
      label: name,
      width: columnWidth(name, examples),
      align: type === "number" ? "right" : "left",
      mono: type === "id",
      cell: (row) => <ClippedText text={row[name] ?? ""} />,
    }));
  }, [columns, first]);
  return (
    <VirtualGrid<Cells>
      label={`Rows: ${label}`}
      rowCount={rows.length}
      columns={shown}
      load={(start, end) => client.rowsAt(rows.slice(start, end))}
      version={rows.join(" ")}
      rowName={(row) => formatNumber(rows[row] + 1)}
      height={Math.min(MOST_HEIGHT, (rows.length + 2) * ROW_HEIGHT)}
    />
  );
}
