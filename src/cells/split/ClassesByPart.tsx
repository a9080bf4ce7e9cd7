import type { ReactNode } from "react";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatNumber, formatPercent } from "../../ui/format";
import styles from "./split.module.css";

/** Rows of each class, by part. */
export interface ClassCounts {
  readonly labels: readonly string[];
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Rows and share of every class in both parts, the most frequent first. */
export function ClassesByPart(props: { readonly classes: ClassCounts; readonly name: string }): ReactNode {
  const { labels, train, test } = props.classes;
  const trainRows = Math.max(1, sum(train));
  const testRows = Math.max(1, sum(test));
  const order = labels.map((_, i) => i).sort((a, b) => train[b] - train[a]);
  return (
    <ScrollBox className={styles.classes} label={`${props.name} by part`}>
      <table className={styles.quantiles}>
        <caption>{props.name} by part</caption>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col" colSpan={2}>
              Train
            </th>
            <th scope="col" colSpan={2}>
              Test
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((i) => (
            <tr key={labels[i]}>
              <th scope="row">{labels[i]}</th>
              <td>{formatNumber(train[i])}</td>
              <td>{formatPercent(train[i] / trainRows)}</td>
              <td>{formatNumber(test[i])}</td>
              <td>{formatPercent(test[i] / testRows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
