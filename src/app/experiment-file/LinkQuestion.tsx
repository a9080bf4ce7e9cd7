import { useState } from "react";
import { useActions, useNotebook } from "../../cells/use-notebook";
import { differencesOf } from "../../experiment/differences";
import { formatText } from "../../experiment/experiment-text";
import type { Experiment } from "../../experiment/schema";
import { missingColumns } from "../../pipeline/missing-columns";
import { fitToFile, forOpenFile } from "../../pipeline/fit-to-file";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { formatCount } from "../../ui/format";
import { prettyError } from "../pretty-error";
import { Differences } from "./Differences";
import { keepDraft } from "./draft";
import { experimentInHash } from "./experiment-link";

/** Asked when the address carries an experiment; until it is answered the notebook is as it was. */
export function LinkQuestion({ onClose, onEdit }: { readonly onClose: () => void; readonly onEdit: () => void }) {
  const present = useNotebook((state) => state.experiment);
  const columns = useNotebook((state) => state.views.read?.columns.map(({ name }) => name) ?? null);
  const actions = useActions();
  const [read] = useState(readAddress);
  const [failure, setFailure] = useState<unknown>(null);
  const close = () => {
    // Answered: a reload is not to ask again.
    history.replaceState(history.state, "", location.pathname + location.search);
    onClose();
  };

  if ("failed" in read) {
    const { title, detail } = prettyError(read.failed);
    return (
      <Dialog open onClose={close} title="This link carries no experiment that can be read">
        <Alert tone="fail" title={title}>
          {detail}
        </Alert>
        <p className="note link-note">Your notebook is as it was.</p>
        <div className="row dialog-choices">
          <Button variant="primary" onClick={close}>
            Keep the notebook
          </Button>
        </div>
      </Dialog>
    );
  }

  const linked = columns ? forOpenFile(read.experiment, present) : read.experiment;
  const missing = columns ? missingColumns(linked, columns) : [];
  const apply = async () => {
    try {
      await actions.replace(missing.length > 0 && columns ? fitToFile(linked, present, columns) : linked);
      actions.notify({
        tone: "info",
        title: `The notebook follows “${linked.name}” now`,
        detail: "Undo takes it back in one step.",
      });
      close();
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const edit = () => {
    keepDraft({ text: formatText(linked, "json"), format: "json" });
    close();
    onEdit();
  };
  const differences = differencesOf(present, linked);
  return (
    <Dialog open onClose={close} title={`Replace the experiment by “${linked.name}”?`} wide>
      <p>
        This link carries an experiment: settings, and no data. It differs from the notebook in{" "}
        {formatCount(differences.length, "setting")}.
      </p>
      {missing.length > 0 && (
        <Alert tone="warn" title={`The open file lacks ${formatCount(missing.length, "column")} that it names`}>
          {missing.map(({ path, column }) => `${path} names “${column}”`).join("; ")}. Open the file it was written for,
          or go on without: what it says of them is left out, and a target that is not there stays as it is.
        </Alert>
      )}
      {failure !== null && (
        <Alert tone="fail" title={prettyError(failure).title}>
          {prettyError(failure).detail}
        </Alert>
      )}
      <Differences differences={differences} />
      <div className="row dialog-choices">
        <Button variant="primary" onClick={() => void apply()}>
          {missing.length > 0 ? "Replace, without those columns" : "Replace the experiment"}
        </Button>
        <Button onClick={edit}>Look at it in the editor</Button>
        <Button variant="quiet" onClick={close}>
          Keep the notebook
        </Button>
      </div>
    </Dialog>
  );
}

function readAddress(): { experiment: Experiment } | { failed: unknown } {
  try {
    return { experiment: experimentInHash(location.hash) };
  } catch (thrown) {
    return { failed: thrown };
  }
}
