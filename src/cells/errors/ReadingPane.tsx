import { useState } from "react";
import type { ReactNode, RefObject } from "react";
import { NO_ANNOTATION } from "../../notebook/annotations";
import type { Annotation } from "../../notebook/annotations";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import { Button, IconButton } from "../../ui/Button";
import { formatNumber, formatPercent } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { TextArea, TextField } from "../../ui/TextField";
import { useDraftText } from "../use-draft-text";
import { useActions, useNotebook } from "../use-notebook";
import { formatOf } from "./part-format";
import styles from "./errors.module.css";

const MOST_LABELS = 4;

/** What was said of a post, short: "32, predicted 61.4" or "false, given true, 81%". */
export function PostFigures({ part, place }: { readonly part: ErrorRows; readonly place: number }): ReactNode {
  const { actual, predicted, classes, probabilities, losses } = part;
  if (classes.length > 0) {
    const given = predicted[place];
    const isWrong = losses.wrong[place] === 1;
    return (
      <span className={styles.figures}>
        {classes[actual[place]]}
        {isWrong ? ` → ${classes[given]}` : ""} · {formatPercent(probabilities[place * classes.length + given], 0)}
        {isWrong && <span className="vh">, wrong</span>}
      </span>
    );
  }
  const format = formatOf(part);
  return (
    <span className={styles.figures}>
      {format.actual(actual[place])} → {format.predicted(predicted[place])} · {format.residual(losses.residual[place])}
    </span>
  );
}

export interface ReadingPaneProps {
  readonly part: ErrorRows;
  readonly place: number;
  readonly isSeen: boolean;
  /** null while it is read */
  readonly record: Readonly<Record<string, string>> | null;
  readonly annotation: Annotation | undefined;
  /** tags in use, offered */
  readonly tags: readonly string[];
  readonly tagField: RefObject<HTMLInputElement | null>;
}

/** One post in full, with tags and a note. */
export function ReadingPane(props: ReadingPaneProps): ReactNode {
  const { part, place, record } = props;
  const row = part.rows[place];
  const columns = useNotebook((state) => state.views.read?.columns) ?? [];
  const texts = columns.filter(({ type }) => type === "text");
  const others = columns.filter(({ type }) => type !== "text" && type !== "empty");
  return (
    <article className={styles.pane} aria-label={`Row ${formatNumber(row + 1)}`}>
      <p className={styles.rowName}>
        Row {formatNumber(row + 1)}
        {props.isSeen && <span className={styles.seen}>seen in training</span>}
      </p>
      <Verdict part={part} place={place} />
      <ScrollBox label="Text of the post" className={styles.text}>
        {!record && <p className="note">Reading</p>}
        {record &&
          texts.map(({ name }, i) => {
            const text = record[name] ?? "";
            if (text.trim() === "") return null;
            return (
              <p key={name} className={i === 0 ? styles.first : undefined}>
                {texts.length > 1 && i > 0 && <small>{name}</small>}
                {text}
              </p>
            );
          })}
        {record && (
          <dl className={styles.cells}>
            {others.map(({ name }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{record[name] === "" ? "–" : record[name]}</dd>
              </div>
            ))}
          </dl>
        )}
      </ScrollBox>
      <Noting {...props} row={row} />
    </article>
  );
}

function Verdict({ part, place }: { readonly part: ErrorRows; readonly place: number }): ReactNode {
  const { actual, predicted, classes, probabilities, losses } = part;
  if (classes.length === 0) {
    const format = formatOf(part);
    return (
      <p>
        Actual <b>{format.actual(actual[place])}</b>, predicted <b>{format.predicted(predicted[place])}</b>: off by{" "}
        <b>{format.residual(losses.residual[place])}</b>
      </p>
    );
  }
  const width = classes.length;
  const likeliest = classes
    .map((name, k) => ({ name, p: probabilities[place * width + k], k }))
    .sort((a, b) => b.p - a.p)
    .slice(0, MOST_LABELS);
  return (
    <>
      <p>
        Is <b>{classes[actual[place]]}</b>, given <b>{classes[predicted[place]]}</b>: log loss{" "}
        {formatNumber(losses.logLoss[place], 3)}
      </p>
      <p className="note">
        {likeliest.map(({ name, p }) => `${name} ${formatPercent(p, 0)}`).join(" · ")}
        {width > MOST_LABELS ? " · …" : ""}
      </p>
    </>
  );
}

function Noting(props: ReadingPaneProps & { readonly row: number }): ReactNode {
  const { row, annotation = NO_ANNOTATION, tags, tagField } = props;
  const actions = useActions();
  const [tag, setTag] = useState("");
  const note = useDraftText(annotation.note, (text) => actions.annotate(row, { ...annotation, note: text }));
  const setTags = (next: readonly string[]): void => actions.annotate(row, { tags: next, note: note.text });
  const add = (name: string): void => {
    if (name.trim() !== "") setTags([...annotation.tags, name]);
    setTag("");
  };
  const offered = tags.filter((one) => !annotation.tags.includes(one)).slice(0, 8);
  return (
    <div className={styles.noting}>
      {annotation.tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags of this post">
          {annotation.tags.map((one) => (
            <li key={one}>
              {one}
              <IconButton
                icon="cross"
                label={`Take the tag ${one} away`}
                onClick={() => setTags(annotation.tags.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className="row"
        aria-label="Tag this post"
        onSubmit={(event) => {
          event.preventDefault();
          add(tag);
        }}
      >
        <TextField
          label="Tag"
          note="Enter adds it"
          ref={tagField}
          value={tag}
          maxLength={60}
          autoComplete="off"
          onChange={setTag}
        />
        {offered.map((one) => (
          <Button key={one} className={styles.low} aria-label={`Tag as ${one}`} onClick={() => add(one)}>
            {one}
          </Button>
        ))}
      </form>
      <TextArea label="Note" rows={2} value={note.text} onChange={note.type} onBlur={note.commit} />
    </div>
  );
}
