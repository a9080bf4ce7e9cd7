import { useCallback, useImperativeHandle, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { GridHandle } from "../../ui/grid/VirtualGrid";
import { UntilSeen } from "../../ui/UntilSeen";
import { DataGrid } from "./DataGrid";
import type { DataGridProps } from "./DataGrid";

/** The grid of rows, mounted once it is seen or asked to show one; until then it keeps its place. */
export function RowsWhenSeen({ view, ref }: DataGridProps): ReactNode {
  const [isShown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  const grid = useRef<GridHandle | null>(null);
  const asked = useRef<((grid: GridHandle) => void)[]>([]);
  const attach = useCallback((handle: GridHandle | null) => {
    grid.current = handle;
    if (handle) for (const use of asked.current.splice(0)) use(handle);
  }, []);

  useImperativeHandle(ref, () => {
    const withGrid = (use: (grid: GridHandle) => void): void => {
      if (grid.current) return use(grid.current);
      asked.current.push(use);
      show();
    };
    return {
      reveal: (row, column) => withGrid((handle) => handle.reveal(row, column)),
      focus: () => withGrid((handle) => handle.focus()),
    };
  }, [show]);

  return isShown ? <DataGrid view={view} ref={attach} /> : <UntilSeen height={460} quietMs={2500} onSeen={show} />;
}
