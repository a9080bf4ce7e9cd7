import type { ReactNode } from "react";
import { formatBytes, formatNumber } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { blockWords, dimensions, zeros } from "./feature-words";
import { HashedColumns } from "./HashedColumns";
import { Vocabulary } from "./Vocabulary";
import styles from "./features.module.css";

export function FeaturesOutput(): ReactNode {
  const view = useNotebook((state) => state.views.features);
  if (!view) return null;
  const facts = [
    { name: "Rows × columns", value: dimensions(view) },
    { name: "Zeros", value: zeros(view) },
    { name: "Other entries", value: formatNumber(view.nonZeros) },
    { name: "Memory", value: formatBytes(view.bytes) },
  ];
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.blocks} aria-label="Blocks of the matrix">
        {view.blocks.map(({ block, column, columns }) => (
          <li key={`${block} ${column}`}>
            <b>{formatNumber(columns)}</b> {blockWords(view, block)[columns === 1 ? "one" : "many"]} of{" "}
            <span className="mono">{column}</span>
          </li>
        ))}
      </ul>
      {view.hashing && <HashedColumns hashing={view.hashing} />}
      {view.terms > 0 && <Vocabulary view={view} />}
    </div>
  );
}
