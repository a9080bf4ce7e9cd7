import type { ReactNode } from "react";
import type { HashingView } from "../../pipeline/hashing-view";
import { Alert } from "../../ui/Alert";
import { collisionFinding, collisionText, nameText } from "./hashing-words";

/** What was lost by hashing terms instead of listing them: how many share a column, and what the columns are called. */
export function HashedColumns({ hashing }: { readonly hashing: HashingView }): ReactNode {
  const isCrowded = hashing.groups.some(({ shared }) => shared > 0.5);
  return (
    <Alert tone={isCrowded ? "warn" : "info"} title={collisionFinding(hashing)}>
      {hashing.groups.map((group) => (
        <p key={group.column}>{collisionText(group, hashing)}</p>
      ))}
      <p>{nameText(hashing)}</p>
    </Alert>
  );
}
