import type { ReactNode } from "react";
import type { FileCheck } from "../../pipeline/file-check";
import { Alert } from "../../ui/Alert";
import { formatCount, formatNumber } from "../../ui/format";

/** Which of Quality's expectations a scored file breaks, said before its predictions are saved. */
export function FileCheckReport({ check }: { readonly check: FileCheck }): ReactNode {
  const { broken, judged, skipped } = check;
  const aside = skipped.length > 0 ? ` Not judged, for want of the target: ${skipped.join("; ")}.` : "";
  if (broken.length === 0) {
    if (judged === 0) return aside === "" ? null : <p className="note">{aside.trim()}</p>;
    return <p className="note">{`The file keeps all ${formatCount(judged, "expectation")}.${aside}`}</p>;
  }
  return (
    <Alert
      tone="warn"
      title={`The file breaks ${formatNumber(broken.length)} of ${formatCount(judged, "expectation")} set in Quality`}
    >
      <ul className="batch-broken">
        {broken.map(({ title, count, rows }) => (
          <li key={title}>
            {title}
            {rows.length > 0 && (
              <small>
                {rows.map(({ row, value }) => `row ${formatNumber(row + 1)}: ${quoted(value)}`).join(", ")}
                {count > rows.length && ` and ${formatCount(count - rows.length, "row")} more`}
              </small>
            )}
          </li>
        ))}
      </ul>
      {`Every row is scored all the same; what the model says of rows unlike those it learned from is worth less.${aside}`}
    </Alert>
  );
}

function quoted(value: string): string {
  if (value === "") return "empty";
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
