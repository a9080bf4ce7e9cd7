import type { ReactNode } from "react";
import { formatNumber } from "../../ui/format";
import styles from "./clean.module.css";

export interface CountBarsProps {
  readonly title: string;
  readonly empty: string;
  readonly items: readonly { readonly label: string; readonly count: number; readonly note?: string }[];
  /** labels are tokens */
  readonly mono?: boolean;
}

/** A short list of counts, each with a bar to scale behind the number. */
export function CountBars({ title, empty, items, mono = false }: CountBarsProps): ReactNode {
  const most = Math.max(1, ...items.map(({ count }) => count));
  return (
    <section className={styles.bars}>
      <h3>{title}</h3>
      {items.length === 0 && <p className="note">{empty}</p>}
      <ul>
        {items.map(({ label, count, note }) => (
          <li key={`${label} ${note ?? ""}`} title={note}>
            <span className={mono ? "mono" : undefined}>{label}</span>
            <i aria-hidden="true">
              <i style={{ width: `${(100 * count) / most}%` }} />
            </i>
            <b>{formatNumber(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
