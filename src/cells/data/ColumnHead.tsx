import type { ReactNode } from "react";
import type { ColumnView } from "../../pipeline/views";
import { MiniHistogram } from "../../ui/MiniHistogram";
import { formatNumber, formatPercent, formatTick } from "../../ui/format";
import styles from "./data.module.css";

export interface ColumnHeadProps {
  readonly column: ColumnView;
  readonly role: string;
  readonly rows: number;
  readonly width: number;
}

/** Uses that say no more than the type. */
const SAME = new Set(["text text", "number numeric", "category categorical", "date datetime", "id id"]);

/** A column in short lines: name, use, what is missing, how many values there are, and how they are spread. */
export function ColumnHead({ column, role, rows, width }: ColumnHeadProps): ReactNode {
  const missing = rows === 0 ? 0 : column.missing / rows;
  return (
    <div className={styles.head}>
      <b className={styles.headName} title={column.name}>
        {column.name}
      </b>
      <span className={styles.headFact}>
        {column.type}
        {!SAME.has(`${column.type} ${role}`) && `, ${role}`}
      </span>
      <span className={styles.headFact}>
        {column.missing === 0 ? "complete" : `${missing < 0.001 ? "<0.1%" : formatPercent(missing)} missing`}
      </span>
      <span className={styles.headFact}>
        {column.distinctExact ? "" : "about "}
        {formatNumber(column.distinct)} distinct
      </span>
      <div className={styles.headChart}>
        {column.histogram ? (
          <MiniHistogram
            counts={column.histogram.counts}
            width={Math.max(40, width - 21)}
            height={20}
            label={spread(column)}
          />
        ) : (
          <span className={styles.headFact}>{spread(column)}</span>
        )}
      </div>
    </div>
  );
}

/** How the values are spread, in a few words. */
export function spread(column: ColumnView): string {
  if (column.numbers && column.type === "date") {
    const [first, , , , last] = column.numbers.quantiles;
    return `${isoDay(first)} to ${isoDay(last)}`;
  }
  if (column.numbers) {
    const [low, , median, , high] = column.numbers.quantiles;
    return `${formatTick(low)} to ${formatTick(high)}, median ${formatTick(median)}`;
  }
  if (column.lengths) return `${formatTick(column.lengths.median)} characters`;
  if (column.type === "id") {
    const most = column.top[0]?.count ?? 0;
    return most > 1 ? `repeats up to ${formatNumber(most)}×` : "no repeats";
  }
  if (column.top.length > 0) return `${column.top[0].value.slice(0, 24)} ${formatNumber(column.top[0].count)}×`;
  return "";
}

function isoDay(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : "–";
}
