import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { isDataError } from "../../core/errors";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ProgressBar } from "../../ui/ProgressBar";
import { TextArea, TextField } from "../../ui/TextField";
import { formatBytes, formatCount } from "../../ui/format";
import { useNotebook, useNotebookState } from "../use-notebook";
import { sampleSource } from "./sample";
import { fileSource, useOpen } from "./use-open";
import { usePageDrop } from "./use-page-drop";
import styles from "./data.module.css";

type Panel = "paste" | "url" | null;

/** Where the data come from: a file picked or dropped, pasted text, an address, or the sample. */
export function SourceBar({ cellId }: { readonly cellId: string }): ReactNode {
  const view = useNotebook((state) => state.views.read);
  const getState = useNotebookState();
  const opening = useOpen();
  const picker = useRef<HTMLInputElement>(null);
  const [panel, setPanel] = useState<Panel>(null);
  const [address, setAddress] = useState("");
  const [pasted, setPasted] = useState("");

  const openFile = async (file: File) => {
    setPanel(null);
    await opening.run(fileSource(file), file.name);
  };
  const openText = (text: string) => {
    setPanel(null);
    setPasted("");
    void opening.run({ kind: "text", name: "pasted.csv", text }, "what was pasted");
  };
  const openUrl = () => {
    const url = address.trim();
    if (url === "") return;
    void opening.run({ kind: "url", url }, url);
  };
  const over = usePageDrop({
    onFile: (file) => void openFile(file),
    onText: openText,
    takesPaste: () => getState().views.read === undefined || getState().current === cellId,
  });

  const choose = (
    <>
      <Button icon="upload" variant={view ? "default" : "primary"} onClick={() => picker.current?.click()}>
        {view ? "Open another file" : "Pick a file"}
      </Button>
      <Button aria-expanded={panel === "paste"} onClick={() => setPanel(panel === "paste" ? null : "paste")}>
        Paste
      </Button>
      <Button aria-expanded={panel === "url"} onClick={() => setPanel(panel === "url" ? null : "url")}>
        From an address
      </Button>
      <Button onClick={() => void opening.run(sampleSource(), "the sample")}>Open the sample</Button>
    </>
  );

  return (
    <div className={styles.source}>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="CSV file"
        accept=".csv,.tsv,.tab,.txt,.gz,text/csv,text/tab-separated-values,text/plain,application/gzip"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void openFile(file);
        }}
      />
      {view ? (
        <div className={over ? `${styles.bar} ${styles.over}` : styles.bar}>
          <p className={styles.facts}>
            <b className={styles.file}>{view.file}</b>
            <span>{formatBytes(view.bytes)}</span>
            <span>{formatCount(view.rows, "row")}</span>
            <span>{formatCount(view.columns.length, "column")}</span>
            <span title={`SHA-256 ${view.sha256}`}>
              sha256 <code className="mono">{view.sha256.slice(0, 8)}</code>
            </span>
          </p>
          <div className="row">{choose}</div>
        </div>
      ) : (
        <div className={over ? `${styles.drop} ${styles.over}` : styles.drop}>
          <p className={styles.dropTitle}>{over ? "Let go to open it" : "Drop a CSV here"}</p>
          <p className="note">
            One row a post: a text column and a number to predict. It is read on this machine and never leaves it.
          </p>
          <div className={styles.dropActions}>{choose}</div>
        </div>
      )}
      {panel === "url" && (
        <form
          className={styles.panel}
          onSubmit={(event) => {
            event.preventDefault();
            openUrl();
          }}
        >
          <TextField
            label="Address of a CSV"
            type="url"
            required
            ref={focus}
            placeholder="https://"
            hint="The only request this page makes on your behalf; the site must allow other pages to read it."
            value={address}
            onChange={setAddress}
          />
          <Button type="submit">Fetch it</Button>
        </form>
      )}
      {panel === "paste" && (
        <div className={styles.panel}>
          <TextArea
            label="Rows, the first one being the header"
            rows={5}
            ref={focus}
            spellCheck={false}
            placeholder={"title,score\nWhy is the sky blue?,12"}
            value={pasted}
            onChange={setPasted}
          />
          <Button disabled={pasted.trim() === ""} onClick={() => openText(pasted)}>
            Open these rows
          </Button>
        </div>
      )}
      {opening.busy && (
        <ProgressBar
          label={`Reading ${opening.label}`}
          fraction={
            opening.progress && opening.progress.total > 0 ? opening.progress.done / opening.progress.total : null
          }
          note={opening.progress?.note}
          onCancel={opening.cancel}
        />
      )}
      {opening.error && (
        <Alert
          tone="fail"
          title={`Could not open ${opening.label}`}
          actions={
            <>
              {isDataError(opening.error, "header-only") && (
                <Button onClick={() => void opening.again({ header: false })}>Read that line as data</Button>
              )}
              <Button onClick={opening.clear}>Close</Button>
            </>
          }
        >
          {opening.error.message}
          {view && `. ${view.file} is still open.`}
        </Alert>
      )}
    </div>
  );
}

/** The panel was asked for, so what it is for is ready to be typed in. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
