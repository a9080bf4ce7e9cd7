import { useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../Button";
import { formatNumber } from "../format";
import { formatCell } from "./chart-table";
import type { ChartTable } from "./chart-table";

const PAGE = 100;

/** A chart's data to read, a hundred rows at a time, in a box that scrolls by itself. */
export function ChartTableView({
  caption,
  table,
}: {
  readonly caption: string;
  readonly table: ChartTable;
}): ReactNode {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(table.rows.length / PAGE));
  const at = Math.min(page, pages - 1);
  const first = at * PAGE;
  const rows = table.rows.slice(first, first + PAGE);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
      <section className="chart-table" tabIndex={0} aria-label={caption}>
        <table>
          <caption className="vh">{caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column, i) => (
                <th key={column.name} scope="col" className={isText(table, i) ? "text" : undefined}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={first + i}>
                {row.map((value, j) => (
                  <td key={j} className={isText(table, j) ? "text" : undefined}>
                    {formatCell(table.columns[j], value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <p className="chart-pages">
          <Button variant="quiet" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous
          </Button>
          <span>
            {formatNumber(first + 1)} to {formatNumber(first + rows.length)} of {formatNumber(table.rows.length)}
          </span>
          <Button variant="quiet" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </Button>
        </p>
      )}
    </>
  );
}

function isText(table: ChartTable, column: number): boolean {
  return typeof table.rows.find((row) => row[column] !== null)?.[column] === "string";
}
