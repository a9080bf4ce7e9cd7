import { useEffect, useReducer, useState } from "react";
import { RowPages } from "./row-pages";
import type { LoadRows } from "./row-pages";

/** Pages of rows that redraw the caller when rows come. Another `version` starts afresh: other data, order or filter. */
export function useRowPages<R>(load: LoadRows<R>, version: string): RowPages<R> {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const make = () => ({ version, pages: new RowPages<R>(load, { onChange: redraw }) });
  const [held, setHeld] = useState(make);
  let { pages } = held;
  if (held.version !== version) {
    const next = make();
    setHeld(next);
    pages = next.pages;
  }
  useEffect(() => pages.loadWith(load), [pages, load]);
  useEffect(() => {
    pages.reopen();
    return () => pages.close();
  }, [pages]);
  return pages;
}
