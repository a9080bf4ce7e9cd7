import type { ReactNode } from "react";
import type { SplitView } from "../../pipeline/views";
import { formatTarget } from "../../ui/format";
import styles from "./split.module.css";

const NAMES = ["least", "5%", "25%", "median", "75%", "95%", "most"];

/** The target's quantiles in both parts, side by side. */
export function QuantileTable({ view, name }: { readonly view: SplitView; readonly name: string }): ReactNode {
  const { train, test } = view.summary;
  if (train.length === 0 && test.length === 0) return null;
  const scale = Math.max(...[...train, ...test].map(Math.abs));
  return (
    <table className={styles.quantiles}>
      <caption>{name} by part</caption>
      <thead>
        <tr>
          <th scope="col">Quantile</th>
          <th scope="col">Train</th>
          <th scope="col">Test</th>
        </tr>
      </thead>
      <tbody>
        {NAMES.map((quantile, i) => (
          <tr key={quantile}>
            <th scope="row">{quantile}</th>
            <td>{train[i] === undefined ? "–" : formatTarget(train[i], scale)}</td>
            <td>{test[i] === undefined ? "–" : formatTarget(test[i], scale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
