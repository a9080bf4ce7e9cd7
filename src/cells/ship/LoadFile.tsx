import { useState } from "react";
import type { ReactNode } from "react";
import { parseExperiment } from "../../experiment/experiment";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { formatBytes } from "../../ui/format";
import { useActions, useClient } from "../use-notebook";
import { useTask } from "../use-task";
import styles from "./ship.module.css";

/** Takes a run file or an experiment back in; what is wrong with a file is said here, and nothing changes. */
export function LoadFile(): ReactNode {
  const client = useClient();
  const actions = useActions();
  const [name, setName] = useState("");
  const [loaded, setLoaded] = useState("");
  const load = useTask(async (_, file: File) => {
    setName(`${file.name}, ${formatBytes(file.size)},`);
    setLoaded("");
    if (/\.json$/i.test(file.name)) {
      await actions.replace(parseExperiment(readJson(await file.text())));
      setLoaded(`The experiment of ${file.name} is in force. Undo takes it back.`);
      return;
    }
    const run = await client.importRun(new Uint8Array(await file.arrayBuffer()));
    setLoaded(`${run.name} of ${file.name} is loaded and answers in the live prediction.`);
  });
  return (
    <div className={styles.load}>
      <div className="row">
        <FileButton
          label="Run file or experiment"
          accept=".scorebook,.html,.json,application/json"
          disabled={load.busy}
          onPick={(file) => void load.run(file)}
        >
          Load a run or an experiment
        </FileButton>
        <span className="note">A .scorebook file or a shared page with its model, or an experiment as .json</span>
      </div>
      {loaded !== "" && <output className={styles.done}>{loaded}</output>}
      {load.error && (
        <Alert tone="fail" title={`${name} could not be loaded`} actions={<Button onClick={load.clear}>Close</Button>}>
          {load.error.message}. Nothing was changed.
        </Alert>
      )}
    </div>
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Error(`the file is not JSON: ${(thrown as Error).message}`, { cause: thrown });
  }
}
