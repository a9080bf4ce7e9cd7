import { useState } from "react";
import type { ReactNode } from "react";
import { LiveForm } from "../cells/predict/LiveForm";
import { runFileName } from "../cells/ship/ship-files";
import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import { packRun } from "../predictor/run-file";
import { Button, IconButton } from "../ui/Button";
import { saveBlob } from "../ui/charts/chart-image";
import { formatBytes, formatNumber } from "../ui/format";
import { pageTheme, setPageTheme } from "./page-theme";
import { SharedData } from "./SharedData";
import { SharedErrors } from "./SharedErrors";
import { SharedMaking } from "./SharedMaking";
import { SharedResult } from "./SharedResult";
import type { SharedRun } from "./share-notebook";

/** The results of one run, and its model answering beside them. Every control does what it says, offline. */
export function SharedPage({ shared, packed }: { readonly shared: SharedRun; readonly packed: Uint8Array }): ReactNode {
  const { run, page } = shared;
  const { problem, model } = run.experiment;
  const [theme, setTheme] = useState(pageTheme);
  const target = problem.target ?? "score";
  return (
    <>
      <a className="skip" href="#result">
        Skip to the result
      </a>
      <header className="share-top">
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M2.5 2.5v13M6.2 2.5v13M9.9 2.5v13M13.6 2.5v13M.8 13 15.6 5" />
        </svg>
        <b>Scorebook</b>
        <span className="share-name">{run.experiment.name}</span>
        <IconButton
          icon="theme"
          label={theme === "dark" ? "Switch to light" : "Switch to dark"}
          onClick={() => {
            setPageTheme(theme === "dark" ? "light" : "dark");
            setTheme(pageTheme());
          }}
        />
      </header>
      <div className="share-page">
        <main className="share-main" id="result" tabIndex={-1}>
          <h1>{problem.question || `How well can ${target} be predicted?`}</h1>
          <p className="note">
            {run.name}, {MODEL_DESCRIPTIONS[model.kind].label.toLowerCase()}, trained{" "}
            {new Date(run.createdAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })} on{" "}
            {formatNumber(run.split.trainRows)} posts and judged on {formatNumber(run.split.testRows.length)} that it
            had not seen. <a href="#live">Score a post</a>
          </p>
          <SharedResult shared={shared} />
          <SharedErrors shared={shared} />
          <SharedData page={page} />
          <SharedMaking shared={shared} />
          <section aria-labelledby="share-on">
            <h2 id="share-on">Go on from here</h2>
            <p>
              Save the run and drop it on Scorebook{page.home === null ? "" : ", at "}
              {page.home !== null && <a href={page.home}>{page.home}</a>}: the same model with its settings, ready to
              score, to compare and, with data of the same columns, to train again. This page itself can be dropped
              there just as well.
            </p>
            <p className="row">
              <Button
                icon="download"
                onClick={() =>
                  saveBlob(new Blob([packRun(run, shared.predictor) as Uint8Array<ArrayBuffer>]), runFileName(run))
                }
              >
                Save {runFileName(run)}
              </Button>
              <span className="note">This page holds {formatBytes(packed.length)} of model and results.</span>
            </p>
          </section>
        </main>
        <aside className="share-rail" id="live" tabIndex={-1} aria-label="Live prediction">
          <LiveForm />
          <p className="live-hint">Scored by the model inside this page. What you type stays in it.</p>
        </aside>
      </div>
    </>
  );
}
