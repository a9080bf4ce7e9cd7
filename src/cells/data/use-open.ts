import { useEffect, useState } from "react";
import type { Source } from "../../compute/engine-api";
import type { Progress } from "../../core/job";
import { useActions, useClient } from "../use-notebook";
import { useTask } from "../use-task";
import type { Task } from "../use-task";

export interface Opening extends Task<[source: Source, label: string]> {
  /** name of the file being opened */
  readonly label: string;
  readonly progress: Progress | null;
}

/** Opens files, one at a time: the latest wins, and what was open stays until it is read. */
export function useOpen(): Opening {
  const client = useClient();
  const actions = useActions();
  const [label, setLabel] = useState("");
  const [progress, setProgress] = useState<Progress | null>(null);
  const task = useTask(async (signal, source: Source, name: string) => {
    setLabel(name);
    setProgress(null);
    await actions.open(source, undefined, signal);
  });
  useEffect(() => {
    if (!task.busy) return;
    return client.subscribe((event) => {
      if (event.type === "progress" && event.stage === "read") setProgress(event.progress);
    });
  }, [client, task.busy]);
  return { ...task, label, progress };
}

/** A file from a picker or a drop, as a source. */
export async function fileSource(file: File): Promise<Source> {
  return { kind: "bytes", name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
