import { useState } from "react";
import type { ReactNode } from "react";
import type { ShareChoices } from "../../pipeline/share/share-page";
import type { Run } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { saveBlob } from "../../ui/charts/chart-image";
import { Checkbox } from "../../ui/Checkbox";
import { formatBytes, formatCount } from "../../ui/format";
import { useClient, useNotebook, useNotebookState } from "../use-notebook";
import { useLoaded } from "../use-loaded";
import { useTask } from "../use-task";
import { composeSharedPage, ELEMENT_CODE, IFRAME_CODE, zipSharedFolder } from "./share-files";
import { makeSharedPage } from "./make-shared-page";
import { shareFileName } from "./ship-files";
import styles from "./ship.module.css";

const POSTS = 20;

/** One run as a page that anybody can open: what goes in is chosen, said and weighed before it is saved. */
export function SharePanel({ run }: { readonly run: Run }): ReactNode {
  const client = useClient();
  const getState = useNotebookState();
  const openFile = useNotebook((state) => state.views.read?.sha256);
  const [points, setPoints] = useState(false);
  const [withPosts, setWithPosts] = useState(false);
  const isSameFile = openFile === run.experiment.data.sha256;
  const choices: ShareChoices = { points, posts: withPosts && isSameFile ? POSTS : 0 };
  const key = `${run.id} ${run.validation?.modelHash ?? ""} ${points} ${choices.posts} ${openFile ?? ""}`;
  const made = useLoaded(key, async () => {
    const packed = await makeSharedPage(client, getState(), run, choices);
    return { key, page: await composeSharedPage(run, packed) };
  });
  const page = made.value?.key === key ? made.value.page : null;
  const folder = useTask(async (_, from: Blob) =>
    saveBlob(await zipSharedFolder(from), shareFileName(run).replace(/html$/, "zip")),
  );
  return (
    <section className={styles.share} aria-label="Share as a page">
      <h3>Share as a page</h3>
      <p className="note">
        One HTML file with the results and the model, which scores in it, offline, on any machine. It holds settings,
        metrics and the model with its vocabulary and categories; no row of the data unless you add it:
      </p>
      <Checkbox
        label={`Charts of single posts: actual and predicted value of each test post, ${formatCount(run.split.testRows.length, "pair")}, without texts`}
        checked={points}
        onChange={setPoints}
      />
      <Checkbox
        label={`The ${POSTS} test posts with the largest errors, with the text of every input column and what they scored`}
        hint={isSameFile ? undefined : "Needs the file the run was made from to be open."}
        disabled={!isSameFile}
        checked={withPosts && isSameFile}
        onChange={setWithPosts}
      />
      {made.error && <p className={styles.problem}>{made.error.message}</p>}
      {folder.error && (
        <Alert tone="fail" title="The folder could not be made" actions={<Button onClick={folder.clear}>Close</Button>}>
          {folder.error.message}
        </Alert>
      )}
      <div className="row">
        <Button icon="download" disabled={page === null} onClick={() => page && saveBlob(page, shareFileName(run))}>
          {page ? `Save ${shareFileName(run)}, ${formatBytes(page.size)}` : "Making the page"}
        </Button>
        <Button variant="quiet" disabled={page === null || folder.busy} onClick={() => page && void folder.run(page)}>
          Save a folder for a static host
        </Button>
      </div>
      <details>
        <summary>Put the live form into a page of your own</summary>
        <p className="note">
          With the folder beside it. The element tells its page of every prediction (event “prediction”).
        </p>
        <Code name="Frame" text={IFRAME_CODE} />
        <Code name="Element" text={ELEMENT_CODE} />
      </details>
    </section>
  );
}

function Code({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("The browser refused the clipboard: select and copy");
    }
  };
  return (
    <div className={styles.code}>
      <pre aria-label={name}>{text}</pre>
      <Button variant="quiet" icon="copy" aria-label={`Copy ${name.toLowerCase()}`} onClick={() => void copy()}>
        Copy
      </Button>
      <output className="note">{said}</output>
    </div>
  );
}
