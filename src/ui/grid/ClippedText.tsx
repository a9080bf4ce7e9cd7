import type { ReactNode } from "react";
import styles from "./grid.module.css";

const SHOWN = 240;

/** A text as it fits in one line of a grid: line breaks shown as signs, its beginning only. */
export function ClippedText({ text }: { readonly text: string }): ReactNode {
  if (text === "") return <span className={styles.empty}>empty</span>;
  return clipText(text);
}

export function clipText(text: string): string {
  const beginning = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return beginning.replace(/\r\n|\r|\n/g, " ⏎ ").replace(/\t/g, " ⇥ ");
}
