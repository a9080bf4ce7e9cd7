import { Suspense, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../ui/Button";
import { TextArea } from "../../ui/TextField";
import type { FrameProps } from "../cell-kind";
import { useActions, useNotebook } from "../use-notebook";
import "./note-cell.css";
import { laterPart } from "../later-part";

const Markdown = laterPart(async () => (await import("./Markdown")).Markdown);

/** Words between the cells. Double-click or Enter writes, Escape or leaving the field shows it as Markdown. */
export function NoteCell({ cellId }: FrameProps) {
  const text = useNotebook((state) => state.cells.find((cell) => cell.id === cellId)?.text ?? "");
  const actions = useActions();
  const [writing, setWriting] = useState(text === "");
  const field = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [asked]);
  const write = () => {
    setWriting(true);
    setAsked((times) => times + 1);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts for its button "Write"
    <section
      className="cell note-cell"
      id={`cell-${cellId}`}
      data-cell={cellId}
      tabIndex={-1}
      aria-label="Note"
      onDoubleClick={write}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.preventDefault();
        write();
      }}
    >
      {writing ? (
        <TextArea
          label="Note"
          note="Markdown"
          grows
          ref={field}
          data-focus-first
          value={text}
          onChange={(value) => actions.editNote(cellId, value)}
          onBlur={() => setWriting(text.trim() === "")}
          onKeyDown={(event) => {
            const done =
              event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey));
            if (!done) return;
            event.preventDefault();
            setWriting(text.trim() === "");
            event.currentTarget.closest<HTMLElement>(".note-cell")?.focus();
          }}
        />
      ) : (
        <Suspense fallback={<p className="note-text">{text}</p>}>
          <Markdown text={text} />
        </Suspense>
      )}
      <div className="note-actions">
        {writing ? (
          <Button variant="quiet" onClick={() => setWriting(false)}>
            Done
          </Button>
        ) : (
          <IconButton icon="pencil" label="Write" onClick={write} />
        )}
        <IconButton icon="chevron-up" label="Move the note up" onClick={() => actions.moveCell(cellId, -1)} />
        <IconButton icon="chevron-down" label="Move the note down" onClick={() => actions.moveCell(cellId, 1)} />
        <IconButton icon="trash" label="Remove the note" onClick={() => actions.removeNote(cellId)} />
      </div>
    </section>
  );
}
