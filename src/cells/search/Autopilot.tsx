import { useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { formatCount } from "../../ui/format";
import { ProgressBar } from "../../ui/ProgressBar";
import { TextField } from "../../ui/TextField";
import { useClient } from "../use-notebook";
import { useTask } from "../use-task";
import { autopilotFinding, choiceWords, endedWords, helpedWords } from "./autopilot-words";
import { AutopilotTable } from "./AutopilotTable";
import { useAutopilot } from "./use-autopilot";
import styles from "./search.module.css";

const MINUTES = "3";

/** One button: pipelines of every kind tried until the time is up, ranked, with what helped. */
export function Autopilot(): ReactNode {
  const { autopilot, isCurrent } = useAutopilot();
  const client = useClient();
  const [minutes, setMinutes] = useState(MINUTES);
  const work = useTask(async (_, budget: number) => void (await client.autopilot({ minutes: budget })));
  const stop = useTask(() => client.stopAutopilot());
  const isRunning = autopilot?.status === "running";
  const choice = autopilot && choiceWords(autopilot);
  const budget = Number(minutes);
  const isAllowed = minutes.trim() !== "" && budget > 0 && budget <= 1440;
  const error = work.error ?? stop.error;
  return (
    <section className={styles.stack} aria-label="Autopilot">
      <div>
        <h3 className={styles.headline}>Autopilot</h3>
        <p className="note">
          Tries pipelines of every kind of model, with and without words, dates and text shape, and tunes the best.
          Judged by 5 folds of the training posts; the test part is not looked at.
        </p>
      </div>
      {!isRunning && (
        <form
          className={styles.start}
          onSubmit={(event) => {
            event.preventDefault();
            if (isAllowed && !work.busy) void work.run(budget);
          }}
        >
          <TextField
            label="Minutes"
            inputMode="decimal"
            value={minutes}
            onChange={setMinutes}
            error={isAllowed ? undefined : "A number above 0, up to 1,440."}
          />
          <Button variant="primary" icon="play" type="submit" disabled={!isAllowed || work.busy}>
            {work.busy ? "Autopilot starts" : "Start Autopilot"}
          </Button>
        </form>
      )}
      {isRunning && (
        <>
          <div className={styles.controls}>
            <Button icon="stop" onClick={() => void stop.run()}>
              Stop Autopilot, keep the best
            </Button>
          </div>
          <ProgressBar
            label="Autopilot"
            fraction={Math.min(1, autopilot.elapsedMs / (autopilot.minutes * 60_000))}
            remainingMs={Math.max(0, autopilot.minutes * 60_000 - autopilot.elapsedMs)}
            note={`${formatCount(autopilot.lines.length, "pipeline")} judged`}
          />
        </>
      )}
      {error && (
        <Alert tone="fail" title="Autopilot could not go on">
          {error.message}
        </Alert>
      )}
      {autopilot && (
        <>
          <div>
            <p className={styles.headline} aria-live="polite">
              {autopilotFinding(autopilot)}
            </p>
            {choice && <p>{choice}</p>}
            <p className="note">
              {!isRunning && `${endedWords(autopilot)} `}± is the standard deviation over folds.
              {!isCurrent && " This was of other data or settings than those above."}
            </p>
          </div>
          {autopilot.findings.length > 0 && (
            <div>
              <h4 className={styles.headline}>What helped</h4>
              <ul className={styles.helped}>
                {autopilot.findings.map((finding) => (
                  <li key={finding.about + ("block" in finding ? finding.block : "")}>
                    {helpedWords(finding, autopilot.metric)}
                  </li>
                ))}
              </ul>
              <p className="note">
                On the same folds, ± is the standard error. The best of many looks a little better than it is: run it,
                and let the test part judge.
              </p>
            </div>
          )}
          <AutopilotTable autopilot={autopilot} />
        </>
      )}
    </section>
  );
}
