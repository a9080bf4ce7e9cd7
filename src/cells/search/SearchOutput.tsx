import { useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ProgressBar } from "../../ui/ProgressBar";
import { useClient } from "../use-notebook";
import { useTask } from "../use-task";
import { Autopilot } from "./Autopilot";
import { findingWords, progressOf } from "./search-words";
import { SearchCharts } from "./SearchCharts";
import { TrialTable } from "./TrialTable";
import { useSearch } from "./use-search";
import styles from "./search.module.css";

export function SearchOutput(): ReactNode {
  const { search, isCurrent } = useSearch();
  const client = useClient();
  const [picked, setPicked] = useState<number | null>(null);
  // Pausing is asked of the engine, so that leaving the cell lets the search go on.
  const work = useTask(async (_, anew: boolean) => void (await client.search(anew)));
  const control = useTask((_, what: "pauseSearch" | "stopSearch") => client[what]());
  const isRunning = search?.status === "running";
  const canGoOn = search !== null && isCurrent && search.status === "paused";
  const chosen = search?.trials.some(({ number }) => number === picked) ? picked : (search?.best ?? null);
  const error = work.error ?? control.error;
  return (
    <div className={styles.stack}>
      <Autopilot />
      <h3 className={styles.headline}>Search of what is set above</h3>
      <div className={styles.controls}>
        {isRunning ? (
          <>
            <Button onClick={() => void control.run("pauseSearch")}>Pause the search</Button>
            <Button icon="stop" onClick={() => void control.run("stopSearch")}>
              Stop, keep the best
            </Button>
          </>
        ) : (
          <>
            <Button
              variant="primary"
              icon="play"
              onClick={() => void work.run(!canGoOn && !(search?.status === "done" && isCurrent && isShort(search)))}
            >
              {canGoOn ? "Resume the search" : "Start the search"}
            </Button>
            {canGoOn && <Button onClick={() => void control.run("stopSearch")}>Stop, keep the best</Button>}
            {canGoOn && (
              <Button variant="quiet" onClick={() => void work.run(true)}>
                Start over
              </Button>
            )}
          </>
        )}
      </div>
      {isRunning && <ProgressBar label="Search" {...progressOf(search)} />}
      {error && (
        <Alert tone="fail" title="The search did not go on">
          {error.message}
        </Alert>
      )}
      {search === null ? (
        <p className="note">
          No search yet. Trials are judged by cross-validation on the training posts; the test part is not looked at.
        </p>
      ) : (
        <>
          <div>
            <p className={styles.headline} aria-live="polite">
              {findingWords(search)}
            </p>
            <p className="note">
              {search.foldCount} folds of the training posts, the test part untouched. ± is the standard deviation over
              folds.
              {search.status === "paused" && " Paused: the trials so far are kept in this browser."}
              {search.ended && ` It ${search.ended}.`}
              {!isCurrent && " This search was of other settings than those above."}
            </p>
          </div>
          <SearchCharts search={search} chosen={chosen} onChoose={setPicked} />
          <TrialTable search={search} chosen={chosen} onChoose={setPicked} />
        </>
      )}
    </div>
  );
}

/** The budget was raised since it ended: there is more to try. */
function isShort({ trials, trialBudget }: NonNullable<ReturnType<typeof useSearch>["search"]>): boolean {
  return trialBudget !== null && trials.length < trialBudget;
}
