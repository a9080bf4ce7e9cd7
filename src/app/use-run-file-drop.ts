import { useEffect } from "react";
import type { Commands } from "./commands";
import { isRunFile } from "./FilePicker";
import { cellElementId } from "./focus-cell";

/**
 * Files dropped anywhere: a run file is loaded here. A table is left to the data cell where that is open, since it shows
 * how the reading goes; where it is folded it is opened from here.
 */
export function useRunFileDrop(commands: Commands): void {
  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal, capture: true };
    const hold = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") && !dataCellIsOpen()) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      if (isRunFile(file)) {
        event.preventDefault();
        void commands.importRun(file);
      } else if (!dataCellIsOpen()) {
        event.preventDefault();
        void commands.openFile(file);
      }
    };
    document.addEventListener("dragover", hold, options);
    document.addEventListener("drop", drop, options);
    return () => controller.abort();
  }, [commands]);
}

function dataCellIsOpen(): boolean {
  const cell = document.getElementById(cellElementId("data"));
  return cell !== null && !cell.classList.contains("folded");
}
