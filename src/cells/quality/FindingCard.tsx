import { useState } from "react";
import type { ReactNode } from "react";
import type { CheckRemedy } from "../../core/quality/check";
import type { PartialExperiment } from "../../experiment/experiment";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { formatCount } from "../../ui/format";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { FindingRows } from "./FindingRows";
import type { FindingGroup } from "./quality-words";
import styles from "./quality.module.css";

export interface FindingCardProps {
  readonly group: FindingGroup;
  /** the one whose remedy is the primary button */
  readonly isFirst: boolean;
  /** opened from a line that says the title already */
  readonly isOpenLine?: boolean;
}

/** What was found and what it does to the numbers; one fix, one way to look, and a way to live with it. */
export function FindingCard({ group, isFirst, isOpenLine = false }: FindingCardProps): ReactNode {
  const { main, also } = group;
  const actions = useActions();
  const accepted = useNotebook((state) => state.experiment.quality.accepted);
  const [shown, setShown] = useState(false);
  const change = useTask(async (_, changes: PartialExperiment) => {
    await actions.edit(changes);
    // quick, and the answer to what was just done
    await actions.runTo("quality");
  });
  const apply = ({ change: changes }: CheckRemedy) => void change.run(changes as PartialExperiment);
  const [first, ...others] = main.remedies;
  const { rows, count } = main.evidence;
  return (
    <div className={styles.finding}>
      <Alert
        tone={main.status === "fail" ? "fail" : "warn"}
        title={isOpenLine ? "What it does" : main.title}
        actions={
          <>
            {first && (
              <Button variant={isFirst ? "primary" : "default"} disabled={change.busy} onClick={() => apply(first)}>
                {first.label}
              </Button>
            )}
            {rows.length > 0 && (
              <Button
                aria-expanded={shown}
                onClick={() => {
                  setShown(!shown);
                  if (!shown) actions.select(rows, "Quality");
                }}
              >
                {shown ? "Hide the rows" : "Show the rows"}
              </Button>
            )}
          </>
        }
      >
        {also.map(({ id, title }) => (
          <p key={id}>{title}.</p>
        ))}
        {main.detail}
        <span className={styles.others}>
          {others.map((remedy) => (
            <Button key={remedy.label} variant="link" disabled={change.busy} onClick={() => apply(remedy)}>
              {remedy.label}
            </Button>
          ))}
          <Button
            variant="link"
            disabled={change.busy}
            onClick={() =>
              void actions.edit({ quality: { accepted: [...accepted, main.id, ...also.map(({ id }) => id)] } })
            }
          >
            Accept as it is
          </Button>
        </span>
      </Alert>
      {change.error && (
        <Alert tone="fail" title="That could not be changed">
          {change.error.message}
        </Alert>
      )}
      {shown && (
        <>
          <FindingRows rows={rows} first={main.columns} label={main.title} />
          {count > rows.length && <p className="note">The first {formatCount(rows.length, "row")} that show it.</p>}
        </>
      )}
    </div>
  );
}
