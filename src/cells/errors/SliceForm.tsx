import { useState } from "react";
import type { ReactNode } from "react";
import { aspectsOf, operatorsOf } from "../../core/slices/slice";
import type { Aspect, Operator, Slice } from "../../core/slices/slice";
import type { ColumnView } from "../../pipeline/views";
import { Button, IconButton } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useNotebook } from "../use-notebook";
import {
  ASPECT_LABELS,
  EMPTY_CONDITION,
  EMPTY_SLICE,
  OPERATOR_LABELS,
  fitted,
  needsValue,
  readSlice,
} from "./slice-draft";
import type { DraftCondition } from "./slice-draft";
import styles from "./errors.module.css";

export interface SliceFormProps {
  readonly busy: boolean;
  readonly known: readonly Slice[];
  readonly onAdd: (slice: Slice) => void;
}

const NO_COLUMNS: readonly ColumnView[] = [];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A slice of one's own: conditions joined by and. */
export function SliceForm({ busy, known, onAdd }: SliceFormProps): ReactNode {
  const columns = useNotebook((state) => state.views.read?.columns) ?? NO_COLUMNS;
  const [draft, setDraft] = useState(EMPTY_SLICE);
  const [problem, setProblem] = useState("");
  const set = (changes: Partial<typeof draft>): void => {
    setDraft({ ...draft, ...changes });
    setProblem("");
  };
  const setCondition = (at: number, changes: Partial<DraftCondition>): void =>
    set({ where: draft.where.map((one, i) => (i === at ? fitted({ ...one, ...changes }, columns) : one)) });
  const add = (): void => {
    const read = readSlice(draft, columns);
    if ("problem" in read) return setProblem(read.problem);
    if (known.some(({ where }) => JSON.stringify(where) === JSON.stringify(read.slice.where))) {
      return setProblem("This slice is there already.");
    }
    onAdd(read.slice);
    setDraft(EMPTY_SLICE);
  };
  return (
    <details className={styles.own}>
      <summary>A slice of your own</summary>
      <form
        aria-label="New slice"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {draft.where.map((condition, i) => (
          <ConditionFields
            key={i}
            number={draft.where.length > 1 ? i + 1 : null}
            condition={condition}
            columns={columns}
            onChange={(changes) => setCondition(i, changes)}
            onRemove={draft.where.length > 1 ? () => set({ where: draft.where.filter((_, at) => at !== i) }) : null}
          />
        ))}
        <div className="row">
          <Button
            icon="plus"
            onClick={() => set({ where: [...draft.where, EMPTY_CONDITION] })}
            disabled={draft.where.length >= 10}
          >
            And
          </Button>
          <TextField
            label="Name"
            note="optional"
            className={styles.name}
            value={draft.name}
            maxLength={100}
            onChange={(name) => set({ name })}
          />
          <Button type="submit" disabled={busy} className={styles.low}>
            Add the slice
          </Button>
        </div>
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
      </form>
    </details>
  );
}

function ConditionFields(props: {
  readonly number: number | null;
  readonly condition: DraftCondition;
  readonly columns: readonly ColumnView[];
  readonly onChange: (changes: Partial<DraftCondition>) => void;
  readonly onRemove: (() => void) | null;
}): ReactNode {
  const { number, condition, columns, onChange } = props;
  const column = columns.find(({ name }) => name === condition.column);
  const type = column?.type ?? "category";
  const nth = number === null ? "" : ` ${number}`;
  const listId = `slice-values-${number ?? 0}`;
  return (
    <fieldset className={styles.condition} aria-label={`Condition${nth}`}>
      <Select
        label="Column"
        value={condition.column}
        options={[{ value: "", label: "choose" }, ...columns.map(({ name }) => ({ value: name, label: name }))]}
        onChange={(name) => onChange({ column: name, value: "" })}
      />
      <Select
        label="What of it"
        value={condition.of}
        options={aspectsOf(type).map((of) => ({ value: of, label: ASPECT_LABELS[of] }))}
        onChange={(of) => onChange({ of: of as Aspect, value: "" })}
      />
      <Select
        label="Condition"
        value={condition.op}
        options={operatorsOf(condition.of, type).map((op) => ({ value: op, label: OPERATOR_LABELS[op] }))}
        onChange={(op) => onChange({ op: op as Operator })}
      />
      {needsValue(condition) &&
        (condition.of === "weekday" ? (
          <Select
            label="Value"
            value={condition.value}
            options={[{ value: "", label: "choose" }, ...WEEKDAYS.map((day, i) => ({ value: String(i), label: day }))]}
            onChange={(value) => onChange({ value })}
          />
        ) : (
          <TextField
            label={condition.of === "word" ? "Word" : condition.of === "language" ? "Language, as en" : "Value"}
            value={condition.value}
            list={condition.of === "value" && column ? listId : undefined}
            onChange={(value) => onChange({ value })}
          />
        ))}
      {condition.of === "value" && column && (
        <datalist id={listId}>
          {column.top.map(({ value }) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </datalist>
      )}
      {props.onRemove && (
        <IconButton icon="trash" label={`Take away condition${nth}`} className={styles.low} onClick={props.onRemove} />
      )}
    </fieldset>
  );
}
