import { useRef } from "react";
import type { ReactNode } from "react";
import type { GridHandle } from "../../ui/grid/VirtualGrid";
import { InTurn } from "../../ui/InTurn";
import { MemoryForecast } from "../features/MemoryForecast";
import { useNotebook } from "../use-notebook";
import { ColumnTable } from "./ColumnTable";
import { readKey } from "./DataGrid";
import { ProblemList } from "./ProblemList";
import { RowsWhenSeen } from "./RowsWhenSeen";
import styles from "./data.module.css";

export function DataOutput(): ReactNode {
  const view = useNotebook((state) => state.views.read);
  const grid = useRef<GridHandle>(null);
  if (!view) return null;
  return (
    <div className={styles.stack}>
      <MemoryForecast />
      <InTurn height={28 + view.columns.length * 40}>
        <ColumnTable
          columns={view.columns}
          rows={view.rows}
          onShowRow={(row, column) => {
            grid.current?.reveal(
              row,
              view.columns.findIndex(({ name }) => name === column),
            );
            grid.current?.focus();
          }}
        />
      </InTurn>
      <ProblemList view={view} />
      <RowsWhenSeen key={readKey(view)} view={view} ref={grid} />
    </div>
  );
}
