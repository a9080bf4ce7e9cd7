import { useEffect, useState } from "react";
import type { DialectChange, Source } from "../../compute/engine-api";
import type { Progress } from "../../core/job";
import { useActions, useClient } from "../use-notebook";
import { useTask } from "../use-task";
import type { Task } from "../use-task";

export interface Opening extends Task<[source: Source, label: string, dialect?: DialectChange]> {
  /** name of the file being opened */
  readonly label: string;
  readonly progress: Progress | null;
  /** Opens the last source once more, read otherwise. */
  again(dialect: DialectChange): Promise<void>;
}

/** Opens files, one at a time: the latest wins, and what was open stays until it is read. */
export function useOpen(): Opening {
  const client = useClient();
  const actions = useActions();
  const [label, setLabel] = useState("");
  const [last, setLast] = useState<Source | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const task = useTask(async (signal, source: Source, name: string, dialect?: DialectChange) => {
    setLabel(name);
    setProgress(null);
    setLast(source);
    await actions.open(source, dialect, signal);
  });
  useEffect(() => {
    if (!task.busy) return;
    return client.subscribe((event) => {
      if (event.type === "progress" && event.stage === "read") setProgress(event.progress);
    });
  }, [client, task.busy]);
  const again = async (dialect: DialectChange) => {
    if (last !== null) await task.run(last, label, dialect);
  };
  return { ...task, label, progress, again };
}

/** A file from a picker or a drop, as a source: a handle, whatever its size. */
export function fileSource(file: File): Source {
  return { kind: "blob", name: file.name, blob: file };
}
