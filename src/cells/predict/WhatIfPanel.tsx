import { useState } from "react";
import type { ReactNode } from "react";
import type { ValueEdit, WhatIf, WordEdit } from "../../predictor/what-if";
import { Button } from "../../ui/Button";
import { TintLegend, TintedText } from "../../ui/TintedText";
import { formatChange, formatCount, formatPercent, formatTarget } from "../../ui/format";
import { decimalsIn } from "./contribution-words";
import { editCount } from "./post-edits";
import type { PostEdits } from "./post-edits";

const WORDS_SHOWN = 6;
const VALUES_SHOWN = 5;

export interface WhatIfPanelProps {
  readonly answer: WhatIf;
  readonly edits: PostEdits;
  readonly target: string;
  /** size of the target's values, for decimals */
  readonly scale: number;
  readonly onToggle: (token: string) => void;
  readonly onChange: (column: string, value: string) => void;
  readonly onUndo: () => void;
  readonly onKeep: () => void;
}

/** The post with its words tinted, and what happens if one of them goes or a value is another: a click tries it. */
export function WhatIfPanel(props: WhatIfPanelProps): ReactNode {
  const { answer, edits, target, scale, onToggle, onChange } = props;
  const { texts, words, values, explained } = answer;
  const removed = new Set(edits.removed);
  const strongest = Math.max(0, ...texts.flatMap(({ pieces }) => pieces.map(({ value }) => Math.abs(value))));
  const value = explained === null ? (of: number) => formatTarget(of, scale) : (of: number) => formatPercent(of);
  const decimals = decimalsIn(formatTarget(answer.outcome, scale));
  const change =
    explained === null ? (by: number) => formatChange(by, decimals) : (by: number) => formatChange(by * 100, 1);
  const what = explained ?? target;
  const count = editCount(edits, answer);
  const columns = [...new Set(values.map(({ column }) => column))];
  return (
    <section className="live-part live-what-if" aria-label="What if">
      <h3>
        What if <span>{explained === null ? what : `probability of ${what}, points`}</span>
      </h3>
      {count > 0 && (
        <div className="live-edited" role="status">
          <p>
            As typed {value(answer.asTyped)}; with {formatCount(count, "edit")} {value(answer.outcome)} (
            {change(answer.outcome - answer.asTyped)})
          </p>
          <Button variant="link" onClick={props.onUndo}>
            Undo edits
          </Button>
          <Button variant="link" onClick={props.onKeep}>
            Keep in the form
          </Button>
        </div>
      )}
      {texts
        .filter(({ pieces }) => pieces.some(({ token }) => token !== null))
        .map(({ column, pieces }) => (
          <TintedText
            key={column}
            label={`${column}, tinted by what each word did; a click takes a word out`}
            pieces={pieces}
            strongest={strongest}
            format={change}
            removed={removed}
            onToggle={onToggle}
          />
        ))}
      {strongest > 0 && <TintLegend up={`raised ${what}`} down="lowered it" />}
      <Edits
        title="If this word goes"
        most={WORDS_SHOWN}
        items={words}
        of={answer.wordCount}
        row={(word: WordEdit) => ({
          key: word.token,
          name: word.times > 1 ? `${word.word} ×${word.times}` : word.word,
          pressed: word.removed,
          hint: word.removed ? `Put \u201c${word.word}\u201d back` : `Take \u201c${word.word}\u201d out`,
          onClick: () => onToggle(word.token),
        })}
        value={value}
        change={change}
      />
      {columns.map((column) => (
        <Edits
          key={column}
          title={`If ${column} is another`}
          most={VALUES_SHOWN}
          items={values.filter((edit) => edit.column === column)}
          row={(edit: ValueEdit) => ({
            key: edit.value,
            name: edit.name,
            pressed: false,
            hint: `Set ${column} to ${edit.name}`,
            onClick: () => onChange(column, edit.value),
          })}
          value={value}
          change={change}
        />
      ))}
    </section>
  );
}

interface EditsProps<T> {
  readonly title: string;
  readonly most: number;
  readonly items: readonly T[];
  /** how many there are in all, tried or not */
  readonly of?: number;
  readonly row: (item: T) => {
    readonly key: string;
    readonly name: string;
    readonly pressed: boolean;
    readonly hint: string;
    readonly onClick: () => void;
  };
  readonly value: (of: number) => string;
  readonly change: (by: number) => string;
}

/** Edits to try, the largest effect first. */
function Edits<T extends { readonly outcome: number; readonly effect: number }>(props: EditsProps<T>): ReactNode {
  const { title, most, items, of = items.length, row, value, change } = props;
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, most);
  return (
    <>
      <h4>{title}</h4>
      <ul className="live-edits" aria-label={title}>
        {shown.map((item) => {
          const { key, name, pressed, hint, onClick } = row(item);
          return (
            <li key={key}>
              <button type="button" aria-pressed={pressed} title={hint} onClick={onClick}>
                <span className="live-label">{name}</span>
                <span className="live-value">{change(item.effect)}</span>
                <span className="live-value">{value(item.outcome)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {items.length > most && (
        <Button variant="link" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${items.length} tried${of > items.length ? ` of ${of}` : ""}`}
        </Button>
      )}
    </>
  );
}
