import type { ReactNode } from "react";
import type { BehaviourResult } from "../../pipeline/behaviour/behaviour-view";
import { formatCount, formatNumber } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { BehaviourHistory } from "./BehaviourHistory";
import { Failures } from "./Failures";
import { behaviourFinding, rateText } from "./behaviour-words";
import styles from "./behaviour.module.css";

/** What came of every test, the posts that failed, and what it was in earlier runs. */
export function BehaviourOutput(): ReactNode {
  const view = useNotebook((state) => state.views.behaviour);
  const hasTests = useNotebook((state) => state.experiment.behaviour.tests.length > 0);
  if (!view) {
    return hasTests ? <p className="note">The tests have not been made yet: Run makes them.</p> : null;
  }
  if (view.tests.length === 0) return <BehaviourHistory />;
  return (
    <div className={styles.stack}>
      <p className={styles.headline}>{behaviourFinding(view)}</p>
      <ul className={styles.results} aria-label="Results of the tests">
        {view.tests.map((result, i) => (
          <Result key={`${result.name} ${i}`} result={result} />
        ))}
      </ul>
      <BehaviourHistory />
    </div>
  );
}

function Result({ result }: { readonly result: BehaviourResult }): ReactNode {
  const { name, what, posts, passed, untouched, problem, failures } = result;
  const failed = posts - passed;
  const state = problem !== null ? "problem" : failed === 0 ? "pass" : "fail";
  const words = { problem: "not made", pass: "holds", fail: `${formatCount(failed, "failure")}` }[state];
  return (
    <li data-state={state}>
      <div className={styles.resultHead}>
        <span>
          <b>{name}</b>
          <small>{what}</small>
        </span>
        <span className={styles.rate}>
          <strong>{problem === null ? rateText(result) : "–"}</strong>
          <small>{words}</small>
        </span>
      </div>
      {problem === null ? (
        <div className={styles.bar} aria-hidden="true">
          <i style={{ width: `${posts > 0 ? (passed / posts) * 100 : 0}%` }} />
        </div>
      ) : (
        <p className={styles.problem}>{problem}</p>
      )}
      {problem === null && (
        <p className={styles.count}>
          {formatNumber(passed)} of {formatCount(posts, "post")} as expected
          {untouched > 0 ? `; ${formatNumber(untouched)} had nothing to change` : ""}
        </p>
      )}
      {failures.length > 0 && <Failures result={result} />}
    </li>
  );
}
