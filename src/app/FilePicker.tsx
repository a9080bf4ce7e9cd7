import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { uiStore } from "./ui-store";
import { useCommands } from "./use-commands";

/** The browser's own dialog for the keys, the palette and the file's chip: a CSV is opened, a run file loaded. */
export function FilePicker() {
  const commands = useCommands();
  const input = useRef<HTMLInputElement>(null);
  const picking = useStore(uiStore, (state) => state.picking);
  useEffect(() => {
    if (picking > 0) input.current?.click();
  }, [picking]);
  return (
    <input
      ref={input}
      type="file"
      hidden
      aria-label="File to open"
      onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = "";
        if (file) void (isRunFile(file) ? commands.importRun(file) : commands.openFile(file));
      }}
    />
  );
}

/** By its ending: what is in it is checked when it is read. */
export function isRunFile({ name }: Pick<File, "name">): boolean {
  return /\.(scorebook|html?)$/i.test(name);
}
