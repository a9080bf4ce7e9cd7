import type { ReactNode } from "react";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { formatCount } from "../../ui/format";
import { useActions, useNotebook } from "../use-notebook";
import type { SortedChecks } from "./quality-words";
import styles from "./quality.module.css";

/** One line for each check that found nothing to worry about, and for what was found and accepted. */
export function PassedList({ sorted }: { readonly sorted: SortedChecks }): ReactNode {
  const actions = useActions();
  const accepted = useNotebook((state) => state.experiment.quality.accepted);
  if (sorted.passed.length + sorted.accepted.length === 0) return null;
  const kept = sorted.passed.filter(({ kind }) => kind === "expectation");
  const others = sorted.passed.filter(({ kind }) => kind !== "expectation");
  return (
    <ul className={styles.passed} aria-label="Checks that pass">
      {sorted.accepted.map(({ id, title }) => (
        <li key={id}>
          <Icon name="info" />
          <span>
            Accepted: {title}{" "}
            <Button
              variant="link"
              onClick={() => void actions.edit({ quality: { accepted: accepted.filter((known) => known !== id) } })}
            >
              Warn again
            </Button>
          </span>
        </li>
      ))}
      {kept.length > 0 && (
        <li title={kept.map(({ title }) => title).join("\n")}>
          <Icon name="check" />
          <span>
            {formatCount(kept.length, "expectation")} {kept.length === 1 ? "is" : "are"} kept
          </span>
        </li>
      )}
      {others.map(({ id, title, detail }) => (
        <li key={id} title={detail || undefined}>
          <Icon name="check" />
          <span>{title}</span>
        </li>
      ))}
    </ul>
  );
}
