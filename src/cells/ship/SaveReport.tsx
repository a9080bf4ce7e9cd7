import { useState } from "react";
import type { ReactNode } from "react";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { saveText } from "../predict/save-text";
import { useClient, useNotebook, useNotebookState } from "../use-notebook";
import { useTask } from "../use-task";
import { POSTS_REPORTED, makeRunReport } from "./run-report";
import { reportFileName } from "./ship-files";
import styles from "./ship.module.css";

/** What was measured, written down for others: as a page of its own, and as Markdown. */
export function SaveReport({ run }: { readonly run: RunSummary }): ReactNode {
  const client = useClient();
  const getState = useNotebookState();
  const isOpen = useNotebook(({ views }) => views.read?.sha256 === run.experiment.data.sha256);
  const [posts, setPosts] = useState(false);
  const save = useTask(async (_, kind: "html" | "md") => {
    const report = await makeRunReport(client, getState(), run, { posts });
    if (kind === "html") saveText(reportFileName(run, "html"), report.html, "text/html;charset=utf-8");
    else saveText(reportFileName(run, "md"), report.markdown, "text/markdown;charset=utf-8");
  });
  return (
    <section aria-label="Report" className={styles.report}>
      <div>
        <b>The report of {run.name}</b>
        <p>
          Question, data, choices, checks, metrics beside the baselines, errors and limits, as measured.
          {!isOpen && " Its file is not open, so columns and checks are left out."}
        </p>
        {isOpen && (
          <Checkbox
            label={`With the ${POSTS_REPORTED} posts it is furthest off on`}
            hint="These are rows of your data; without them the report holds none."
            checked={posts}
            onChange={setPosts}
          />
        )}
      </div>
      <div className="row">
        <Button icon="download" disabled={save.busy} onClick={() => void save.run("html")}>
          Save {reportFileName(run, "html")}
        </Button>
        <Button icon="download" disabled={save.busy} onClick={() => void save.run("md")}>
          Save as Markdown
        </Button>
      </div>
      {save.error && (
        <Alert tone="fail" title="The report could not be made" actions={<Button onClick={save.clear}>Close</Button>}>
          {save.error.message}
        </Alert>
      )}
    </section>
  );
}
