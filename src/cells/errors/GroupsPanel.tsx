import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { errorRows } from "../../pipeline/errors/error-rows";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import type { Run } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { formatCount, formatNumber, formatPercent, formatTarget } from "../../ui/format";
import { TextField } from "../../ui/TextField";
import { ScrollBox } from "../../ui/ScrollBox";
import { useDraftText } from "../use-draft-text";
import { COVERAGE, labelGroups, medianConfidence, scoreGroups } from "./error-groups";
import type { ErrorGroup } from "./error-groups";
import styles from "./errors.module.css";

export interface GroupsPanelProps {
  readonly part: ErrorRows;
  readonly run: Run;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}

/** Being wrong is one thing, being sure of it another: how many posts and how much of the loss each way holds. */
export function GroupsPanel({ part, run, onSelect }: GroupsPanelProps): ReactNode {
  const isClasses = part.classes.length > 0;
  const median = useMemo(() => (isClasses ? medianConfidence(part) : 0), [isClasses, part]);
  const [sureFrom, setSureFrom] = useState<number | null>(null);
  const from = sureFrom ?? median;
  const draft = useDraftText(String(Math.round(from * 100)), (text) => {
    const percent = Number(text);
    setSureFrom(text.trim() === "" || !(percent >= 0 && percent <= 100) ? null : percent / 100);
  });
  const groups = useMemo(
    () => (isClasses ? labelGroups(part, from) : scoreGroups(part, errorRows(run, "test"))),
    [isClasses, part, from, run],
  );
  const loss = isClasses ? "log loss" : "absolute error";
  const format = (value: number): string => (isClasses ? formatNumber(value, 3) : formatTarget(value));
  return (
    <div className={styles.stack}>
      {isClasses && (
        <div className={styles.pickers}>
          <TextField
            label="Sure from, %"
            note={sureFrom === null ? "the median" : undefined}
            inputMode="decimal"
            value={draft.text}
            onChange={draft.type}
            onBlur={draft.commit}
          />
        </div>
      )}
      <ChartFrame
        name={isClasses ? "Right and wrong by confidence" : "Inside and outside the interval"}
        title={groupFinding(groups, isClasses)}
        subtitle={
          isClasses
            ? `Share of the ${loss}; sure: a label given with a probability of at least ${formatPercent(from, 0)}`
            : `Share of the ${loss}; the interval given with a prediction holds ${formatPercent(COVERAGE, 0)} of test posts`
        }
        table={() => ({
          columns: [
            { name: "Group" },
            { name: "Posts", format: formatNumber },
            { name: "Share of posts", format: formatPercent },
            { name: `Mean ${loss}`, format },
            { name: `Share of ${loss}`, format: formatPercent },
          ],
          rows: groups.map(({ name, count, share, meanLoss, lossShare }) => [name, count, share, meanLoss, lossShare]),
        })}
      >
        <BarList
          label={`Share of the ${loss} by group`}
          nameHead="Group"
          valueHead="Share"
          format={(value) => formatPercent(value, 1)}
          items={groups.map(({ name, lossShare }) => ({ name, value: lossShare }))}
        />
      </ChartFrame>
      <ScrollBox label="Groups" className={styles.box}>
        <table className={styles.table}>
          <caption className="vh">Groups of posts, how many there are and what they cost</caption>
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Posts</th>
              <th scope="col">Share</th>
              <th scope="col">Mean {loss}</th>
              <th scope="col">Share of {loss}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, count, share, meanLoss, lossShare, rows }) => (
              <tr key={name}>
                <th scope="row">
                  <Button
                    variant="link"
                    className={styles.slice}
                    disabled={count === 0}
                    onClick={() => onSelect(rows, name.toLowerCase())}
                  >
                    {name}
                  </Button>
                </th>
                <td>{formatNumber(count)}</td>
                <td>{formatPercent(share, 1)}</td>
                <td>{format(meanLoss)}</td>
                <td>{formatPercent(lossShare, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

function groupFinding(groups: readonly ErrorGroup[], isClasses: boolean): string {
  if (isClasses) {
    const { count, lossShare } = groups[3];
    return `Confidently wrong: ${formatCount(count, "post")} with ${formatPercent(lossShare, 0)} of the log loss`;
  }
  const [, , high, low] = groups;
  const larger = low.lossShare >= high.lossShare ? low : high;
  return `${larger.name}: ${formatCount(larger.count, "post")} with ${formatPercent(larger.lossShare, 0)} of the error`;
}
