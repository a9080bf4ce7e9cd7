import type { ReactNode } from "react";
import { Details } from "../../ui/Details";
import { InTurn } from "../../ui/InTurn";
import { useNotebook } from "../use-notebook";
import { Associations } from "./Associations";
import { ClassCounts } from "./ClassCounts";
import { ColumnProfiles } from "./ColumnProfiles";
import { FindingCard } from "./FindingCard";
import { MissingChoices } from "./MissingChoices";
import { MissingStrips } from "./MissingStrips";
import { PassedList } from "./PassedList";
import { groupFindings, sortChecks } from "./quality-words";
import { TargetDistribution } from "./TargetDistribution";
import styles from "./quality.module.css";

/** Findings shown whole; the rest open from one line each. */
const CARDS = 3;

export function QualityOutput(): ReactNode {
  const view = useNotebook((state) => state.views.quality);
  const accepted = useNotebook((state) => state.experiment.quality.accepted);
  const target = useNotebook((state) => state.experiment.problem.target);
  if (!view) return null;
  const sorted = sortChecks(view.checks, accepted);
  const groups = groupFindings(sorted.findings);
  return (
    <div className={styles.stack}>
      {groups.slice(0, CARDS).map((group, i) => (
        <InTurn key={group.main.id} height={120}>
          <FindingCard group={group} isFirst={i === 0} />
        </InTurn>
      ))}
      {groups.length > CARDS && (
        <div className={styles.lines}>
          {groups.slice(CARDS).map((group) => (
            <Details
              key={group.main.id}
              className={styles.line}
              summary={
                <>
                  <span className={group.main.status === "fail" ? styles.fail : styles.warn}>{group.main.status}</span>
                  {group.main.title}
                </>
              }
            >
              <FindingCard group={group} isFirst={false} isOpenLine />
            </Details>
          ))}
        </div>
      )}
      <PassedList sorted={sorted} />
      <InTurn height={200}>
        <div className="pair">
          {view.target && <TargetDistribution target={view.target} />}
          {view.classes && <ClassCounts classes={view.classes} name={target ?? "the label"} />}
          <InTurn height={200}>
            <MissingStrips strips={view.strips} />
          </InTurn>
        </div>
      </InTurn>
      <MissingChoices />
      <InTurn height={200}>
        <Associations associations={view.associations} target={target ?? ""} />
      </InTurn>
      <Details className={styles.expectations} summary="Columns one by one">
        <ColumnProfiles checks={view.checks} />
      </Details>
    </div>
  );
}
