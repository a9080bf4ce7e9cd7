import type { ReactNode } from "react";
import type { PreviewView } from "../../pipeline/views";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatCount } from "../../ui/format";
import { clipText } from "../../ui/grid/ClippedText";
import styles from "./data.module.css";

const ROWS = 6;

/** The first rows as they would be read. */
export function DialectPreview({ preview }: { readonly preview: PreviewView }): ReactNode {
  const { header, rows, problems, partial } = preview;
  return (
    <div>
      <ScrollBox className={styles.previewBox} label="The first rows, read this way">
        <table className={styles.table}>
          <thead>
            <tr>
              {header.map((name, i) => (
                <th key={i} scope="col" className="mono">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS).map((row, i) => (
              <tr key={i}>
                {header.map((_, column) => (
                  <td key={column} className={styles.clipped}>
                    {clipText(row[column] ?? "").slice(0, 80)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="note" aria-live="polite">
        {formatCount(header.length, "column")}
        {problems.length > 0 && `, ${formatCount(problems.length, "line")} to repair: ${problems[0].message}`}
        {partial && " (from the beginning of the file)"}
      </p>
    </div>
  );
}
