import type { ReactNode } from "react";
import type { SplitView } from "../../pipeline/views";
import { formatNumber, formatPercent } from "../../ui/format";
import styles from "./split.module.css";

/** How many rows each part has, as one bar cut to scale. */
export function PartSizes({ view }: { readonly view: SplitView }): ReactNode {
  const { train, validation, test, dropped } = view;
  const parts = [
    { name: "train", rows: train - validation, className: styles.train },
    { name: "validation", rows: validation, className: styles.validation },
    { name: "test", rows: test, className: styles.test },
    { name: "repeats dropped", rows: dropped.repeats, className: styles.dropped },
    { name: "no target", rows: dropped.noTarget, className: styles.dropped },
    { name: "lack a value", rows: dropped.missing ?? 0, className: styles.dropped },
    { name: "not in the sample", rows: dropped.unsampled ?? 0, className: styles.dropped },
  ].filter(({ rows }) => rows > 0);
  const total = Math.max(
    1,
    parts.reduce((sum, { rows }) => sum + rows, 0),
  );
  return (
    <figure className={styles.sizes} aria-label="Rows by part">
      <div className={styles.sizeBar} aria-hidden="true">
        {parts.map(({ name, rows, className }) => (
          <i key={name} className={className} style={{ flexGrow: rows / total }} />
        ))}
      </div>
      <ul className={styles.sizeKeys}>
        {parts.map(({ name, rows, className }) => (
          <li key={name}>
            <i className={className} aria-hidden="true" />
            <b>{formatNumber(rows)}</b> {name} <span>{formatPercent(rows / total, 0)}</span>
          </li>
        ))}
      </ul>
      {validation > 0 && (
        <figcaption className="note">
          The validation rows are taken from the training rows, for models that stop early; the others train on both.
        </figcaption>
      )}
    </figure>
  );
}
