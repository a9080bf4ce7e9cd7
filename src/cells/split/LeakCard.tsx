import { useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { useActions } from "../use-notebook";
import { useTask } from "../use-task";
import { LeakedRows } from "./LeakedRows";
import { fixedDuplicates, fixLabel, leakTitle } from "./split-words";
import type { Leak } from "./split-words";
import styles from "./split.module.css";

/** Test posts that were in training: how many, what it does to the numbers, one fix and one way to look. */
export function LeakCard({ leak, testRows }: { readonly leak: Leak; readonly testRows: number }): ReactNode {
  const actions = useActions();
  const [shown, setShown] = useState(false);
  const fix = useTask(async () => {
    await actions.edit({ split: { dropDuplicatesBy: fixedDuplicates(leak) } });
    await actions.runTo("split");
  });
  return (
    <div className={styles.leak}>
      <Alert
        tone="warn"
        title={leakTitle(leak, testRows)}
        actions={
          <>
            <Button variant="primary" disabled={fix.busy} onClick={() => void fix.run()}>
              {fixLabel(leak)}
            </Button>
            <Button
              aria-expanded={shown}
              onClick={() => {
                setShown(!shown);
                if (!shown) actions.select(leak.rows, "Split");
              }}
            >
              {shown ? "Hide the rows" : "Show the rows"}
            </Button>
          </>
        }
      >
        A model can remember their target instead of predicting it, so the test error looks smaller than it will be on
        new posts.
      </Alert>
      {fix.error && (
        <Alert tone="fail" title="That could not be changed">
          {fix.error.message}
        </Alert>
      )}
      {shown && <LeakedRows rows={leak.rows} first={leak.columns} />}
    </div>
  );
}
