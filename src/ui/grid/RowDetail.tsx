import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { ScrollBox } from "../ScrollBox";
import styles from "./grid.module.css";

export interface DetailField {
  readonly name: string;
  readonly text: string;
  readonly note?: string;
}

export interface RowDetailProps {
  readonly title: string;
  readonly fields: readonly DetailField[] | null;
  /** name of the field to bring into view */
  readonly first?: string;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
  onClose(): void;
}

/** One row in full below its grid. Escape closes it and gives the focus back to whoever asked. */
export function RowDetail({ title, fields, first, onPrevious, onNext, onClose }: RowDetailProps): ReactNode {
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = panel.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close.current();
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    const list = panel.current?.querySelector("dl");
    const box = list?.parentElement;
    const field = first === undefined ? null : list?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"]`);
    if (box && list && field) box.scrollTop = field.offsetTop - list.offsetTop;
  }, [first, fields]);

  return (
    <section ref={panel} className={styles.detail} tabIndex={-1} aria-label={title}>
      <header className={styles.detailHead}>
        <h4>{title}</h4>
        <button type="button" className={styles.quiet} disabled={onPrevious === undefined} onClick={onPrevious}>
          Previous
        </button>
        <button type="button" className={styles.quiet} disabled={onNext === undefined} onClick={onNext}>
          Next
        </button>
        <button type="button" className={styles.quiet} onClick={onClose}>
          Close
        </button>
      </header>
      <ScrollBox className={styles.fields} label={`${title}, all columns`}>
        <dl>
          {(fields ?? []).map((field) => (
            <div key={field.name} data-field={field.name}>
              <dt>
                {field.name}
                {field.note !== undefined && <small>{field.note}</small>}
              </dt>
              <dd>{field.text === "" ? <span className={styles.empty}>empty</span> : field.text}</dd>
            </div>
          ))}
        </dl>
      </ScrollBox>
    </section>
  );
}
