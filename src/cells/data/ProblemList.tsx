import { useState } from "react";
import type { ReactNode } from "react";
import type { DataView } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatCount, formatNumber } from "../../ui/format";
import { countProblems, groupProblems } from "./problem-groups";
import type { ProblemGroup } from "./problem-groups";
import styles from "./data.module.css";

const PAGE = 20;

/** What was wrong with the file, by kind: which line, why, and what was done with it. */
export function ProblemList({ view }: { readonly view: DataView }): ReactNode {
  const groups = groupProblems(view.problems, view.problemCounts);
  if (groups.length === 0) return <p className="note">Every line was read as it stands.</p>;
  return (
    <section aria-label="Problems of the file" className={styles.section}>
      <h3 className={styles.heading}>
        {formatCount(countProblems(view.problemCounts), "line", "lines")} needed a repair; nothing was dropped silently
      </h3>
      {groups.map((group) => (
        <Group key={group.code} group={group} open={groups.length === 1} />
      ))}
    </section>
  );
}

function Group({ group, open }: { readonly group: ProblemGroup; readonly open: boolean }): ReactNode {
  const [shown, setShown] = useState(PAGE);
  const { listed, count, title } = group;
  return (
    <details className={styles.problems} open={open}>
      <summary>
        <b>{formatNumber(count)}</b> {title}
      </summary>
      <ScrollBox className={styles.problemBox} label={`${formatNumber(count)} ${title}`}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                Line
              </th>
              <th scope="col">What was found</th>
              <th scope="col">What was done</th>
            </tr>
          </thead>
          <tbody>
            {listed.slice(0, shown).map((problem, i) => (
              <tr key={i}>
                <td className={styles.number}>{formatNumber(problem.line)}</td>
                <td className={styles.wrap}>{problem.message}</td>
                <td className={styles.wrap}>{problem.repair}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {listed.length > shown && (
        <Button variant="quiet" onClick={() => setShown(shown + PAGE * 5)}>
          Show {formatNumber(Math.min(PAGE * 5, listed.length - shown))} more
        </Button>
      )}
      {count > listed.length && listed.length <= shown && (
        <p className="note">
          The first {formatNumber(listed.length)} are listed; all {formatNumber(count)} were treated the same.
        </p>
      )}
    </details>
  );
}
