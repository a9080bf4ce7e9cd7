import { useEffect, useRef, useState } from "react";

export interface PageDrop {
  onFile(file: File): void;
  onText(text: string): void;
  /** whether a paste outside of any field is meant for this cell */
  takesPaste(): boolean;
}

/**
 * Files dropped anywhere on the page and tables pasted outside of any field. True while a file is held over the page.
 * What another part of the page took (it prevented the default) is left to it.
 */
export function usePageDrop(drop: PageDrop): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(drop);
  useEffect(() => {
    latest.current = drop;
  });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    document.addEventListener(
      "dragover",
      (event) => {
        if (event.defaultPrevented || !hasFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    document.addEventListener(
      "dragleave",
      (event) => {
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    document.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (event.defaultPrevented || file === undefined) return;
        event.preventDefault();
        latest.current.onFile(file);
      },
      { signal },
    );
    document.addEventListener(
      "paste",
      (event) => {
        if (event.defaultPrevented || isEditable(event.target) || !latest.current.takesPaste()) return;
        const file = event.clipboardData?.files[0];
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (file === undefined && !looksLikeTable(text)) return;
        event.preventDefault();
        if (file === undefined) latest.current.onText(text);
        else latest.current.onFile(file);
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
  return over;
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Two lines at least: one line is an address or a word that was in the clipboard by chance. */
export function looksLikeTable(text: string): boolean {
  return /\S[^\n\r]*(\r\n|\n|\r)\s*\S/.test(text);
}
