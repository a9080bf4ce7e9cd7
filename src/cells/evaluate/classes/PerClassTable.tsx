import type { ReactNode } from "react";
import { formatNumber, formatPercent } from "../../../ui/format";
import type { ClassRow } from "./class-metrics";

/** Precision, recall and F1 of every label, the most frequent first. */
export function PerClassTable({ rows }: { readonly rows: readonly ClassRow[] }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <section className="wide-box per-class" tabIndex={0} aria-label="Figures of every label">
      <table className="metric-table">
        <caption className="vh">Precision, recall and F1 of every label</caption>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">Posts</th>
            <th scope="col">Given</th>
            <th scope="col">Precision</th>
            <th scope="col">Recall</th>
            <th scope="col">F1</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .toSorted((a, b) => b.support - a.support)
            .map(({ label, support, predicted, precision, recall, f1 }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{formatNumber(support)}</td>
                <td>{formatNumber(predicted)}</td>
                <td>{predicted > 0 ? formatPercent(precision) : "–"}</td>
                <td>{support > 0 ? formatPercent(recall) : "–"}</td>
                <td className="strong">{formatNumber(f1, 3)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
