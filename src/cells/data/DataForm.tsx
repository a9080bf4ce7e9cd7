import type { ReactNode } from "react";
import { InTurn } from "../../ui/InTurn";
import type { CellProps } from "../cell-kind";
import { DialectFields } from "./DialectFields";
import { SourceBar } from "./SourceBar";
import styles from "./data.module.css";

export function DataForm({ cellId }: CellProps): ReactNode {
  return (
    <div className={styles.stack}>
      <SourceBar cellId={cellId} />
      <InTurn>
        <DialectFields />
      </InTurn>
    </div>
  );
}
