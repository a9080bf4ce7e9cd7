import type { ReactNode } from "react";
import type { BehaviourResult } from "../../pipeline/behaviour/behaviour-view";
import { formatNumber } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { useNotebook } from "../use-notebook";
import { failureText } from "./behaviour-words";
import styles from "./behaviour.module.css";

const LONGEST = 220;

/** Posts that did not do as expected: as they were, as they became, and what the model said. */
export function Failures({ result }: { readonly result: BehaviourResult }): ReactNode {
  const isLabel = useNotebook((state) => state.experiment.problem.task === "classification");
  const { failures, posts, passed, kind, name } = result;
  const isProbability = isLabel && kind === "direction";
  const more = posts - passed - failures.length;
  return (
    <details>
      <summary>
        Failing posts{more > 0 ? `, the worst ${formatNumber(failures.length)} of ${formatNumber(posts - passed)}` : ""}
      </summary>
      <ScrollBox className={styles.box} label={`Failing posts of ${name}`}>
        <table className={styles.table}>
          <caption className="vh">Failing posts of {name}</caption>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Post</th>
              <th scope="col">{kind === "minimum" ? "Said" : "Before → after"}</th>
              <th scope="col">Expected</th>
            </tr>
          </thead>
          <tbody>
            {failures.map((failure, i) => (
              <tr key={i}>
                <td>{failure.row === null ? "–" : formatNumber(failure.row + 1)}</td>
                <td className={styles.post}>
                  {Object.entries(failure.after ?? failure.before).map(([column, text]) => (
                    <p key={column}>
                      <small>{column}</small> {failure.after && <del>{clip(failure.before[column] ?? "", text)}</del>}{" "}
                      <span>{clip(text, failure.after ? (failure.before[column] ?? "") : text)}</span>
                    </p>
                  ))}
                </td>
                <td>{failureText(failure, isProbability)}</td>
                <td>{failure.expected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}

/** Of a long text the part where it first differs from the other. */
function clip(text: string, other: string): string {
  if (text.length <= LONGEST) return text;
  let same = 0;
  while (same < text.length && text[same] === other[same]) same++;
  const from = same === text.length ? 0 : Math.max(0, Math.min(same - 80, text.length - LONGEST));
  const to = from + LONGEST;
  return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}
