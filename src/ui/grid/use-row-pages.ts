import { useEffect, useReducer, useState } from "react";
import { RowPages } from "./row-pages";
import type { LoadRows } from "./row-pages";

/** Pages of rows that redraw the caller when rows come. */
export function useRowPages<R>(load: LoadRows<R>): RowPages<R> {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [pages] = useState(() => new RowPages<R>(load, { onChange: redraw }));
  useEffect(() => pages.loadWith(load), [pages, load]);
  useEffect(() => {
    pages.reopen();
    return () => pages.close();
  }, [pages]);
  return pages;
}
