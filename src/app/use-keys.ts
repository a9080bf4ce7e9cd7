import { useEffect } from "react";
import { commandOf } from "../notebook/keys";
import type { KeyPlace } from "../notebook/keys";
import type { Commands } from "./commands";
import { keyStore } from "./key-settings";

/** Listens on the whole page; what a control or a dialog has handled itself is left alone. */
export function useKeys(commands: Commands): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const place = placeOf(event.target);
      if (place === null) return;
      const press = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey };
      const command = commandOf(press, place, keyStore.getState().keys);
      if (!command) return;
      event.preventDefault();
      if (place === "field" && command.startsWith("run-")) commitField(event.target as HTMLElement);
      commands.do(command);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [commands]);
}

/** A field keeps what is typed in it to itself for a moment, and gives it up when it is left: a run must not miss it. */
function commitField(field: HTMLElement): void {
  field.blur();
  field.focus({ preventScroll: true });
}

/** The cell that holds the focus is the current one. */
export function useCurrentFollowsFocus(setCurrent: (cellId: string) => void): void {
  useEffect(() => {
    const listen = ({ target }: FocusEvent) => {
      const cell = target instanceof Element ? target.closest<HTMLElement>("[data-cell]")?.dataset.cell : undefined;
      if (cell !== undefined) setCurrent(cell);
    };
    document.addEventListener("focusin", listen);
    return () => document.removeEventListener("focusin", listen);
  }, [setCurrent]);
}

const FIELDS =
  "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=file]), textarea, select, [contenteditable=true]";
const CONTROLS =
  "button, a[href], input, summary, [role=tab], [role=menuitem], [role=option], [role=grid], [role=slider]";

/** Null inside a dialog or a menu: the keys are theirs. */
function placeOf(target: EventTarget | null): KeyPlace | null {
  if (!(target instanceof Element)) return "outside";
  if (target.closest("dialog, [role=dialog], [role=menu]")) return null;
  if (target.closest(FIELDS)) return "field";
  if (!target.closest("#notebook")) return "outside";
  return target.closest(CONTROLS) ? "control" : "notebook";
}
