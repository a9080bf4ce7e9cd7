import type { ReactNode } from "react";
import type { Strip } from "../../core/quality/missing-strips";
import type { QualityView } from "../../pipeline/views";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { formatNumber, formatPercent } from "../../ui/format";
import { blockNote, stripsTitle } from "./quality-words";
import styles from "./quality.module.css";

/** Columns shown; those that miss most come first past this many. */
const MOST = 14;
const HEIGHT = 10;

/** The file from its first row to its last, a strip a column: dark where values are missing, amber where rows repeat. */
export function MissingStrips({ strips: view }: { readonly strips: QualityView["strips"] }): ReactNode {
  const { rows, block } = view;
  const columns = view.strips.filter(({ kind }) => kind === "missing");
  const repeats = view.strips.filter(({ kind }) => kind === "repeats");
  const shown =
    columns.length <= MOST ? columns : [...columns].sort((a, b) => b.count - a.count).slice(0, MOST - repeats.length);
  const left = columns.length - shown.length;
  return (
    <ChartFrame
      name="Missing values by position"
      title={stripsTitle(view)}
      subtitle="Missing values by position in the file"
      table={() => ({
        columns: [{ name: "Column" }, { name: "What" }, { name: "Rows", format: formatNumber }],
        rows: view.strips.map(({ column, kind, count }) => [column, kind, count]),
      })}
      foot={
        <>
          {block && `${blockNote(block)} `}
          {left > 0 && `${formatNumber(left)} more columns miss fewer values.`}
        </>
      }
    >
      <ul className={styles.strips} aria-label="Columns by position in the file">
        {[...shown, ...repeats].map((strip) => (
          <StripRow key={`${strip.kind}${strip.column}`} strip={strip} rows={rows} />
        ))}
        <li className={styles.strip} aria-hidden="true">
          <span />
          <span className={styles.stripAxis}>
            <span>row 1</span>
            <span>row {formatNumber(rows)}</span>
          </span>
          <span />
        </li>
      </ul>
    </ChartFrame>
  );
}

function StripRow({ strip, rows }: { readonly strip: Strip; readonly rows: number }): ReactNode {
  const { column, kind, count, shares } = strip;
  const isRepeats = kind === "repeats";
  const name = isRepeats ? `${column} repeats` : column;
  const said = isRepeats ? formatNumber(count) : count === 0 ? "complete" : formatPercent(count / rows);
  return (
    <li className={styles.strip}>
      <span className={styles.stripName} title={name}>
        {name}
      </span>
      <svg
        className={isRepeats ? styles.stripRepeats : styles.stripMissing}
        viewBox={`0 0 ${Math.max(1, shares.length)} ${HEIGHT}`}
        height={HEIGHT}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className={styles.stripBack} width="100%" height={HEIGHT} />
        {shares.map(
          (share, i) => share > 0 && <rect key={i} x={i} width={1.02} height={HEIGHT} opacity={opacity(share)} />,
        )}
      </svg>
      <span className={count === 0 ? styles.stripNone : styles.stripCount}>{said}</span>
    </li>
  );
}

/** A single missing cell among many must still be seen. */
function opacity(share: number): number {
  return 0.15 + 0.85 * share;
}
