import { useState } from "react";
import type { ReactNode } from "react";
import type { BehaviouralTest, ChangeKind } from "../../core/behaviour/behavioural-test";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useNotebook } from "../use-notebook";
import { CHANGE_LABELS, EMPTY_DRAFT, KIND_LABELS, readDraft } from "./test-draft";
import type { TestDraft } from "./test-draft";
import styles from "./behaviour.module.css";

export interface TestEditorProps {
  readonly isLabel: boolean;
  readonly texts: readonly string[];
  readonly inputs: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly onAdd: (test: BehaviouralTest) => void;
}

type Setter = (changes: Partial<TestDraft>) => void;

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
const namesOf = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));

/** A new test: what kind, on which posts, with which change, and what is expected. */
export function TestEditor(props: TestEditorProps): ReactNode {
  const { isLabel, texts, inputs, known, onAdd } = props;
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState("");
  const set: Setter = (changes) => {
    setDraft({ ...draft, ...changes });
    setProblem("");
  };
  const add = () => {
    const read = readDraft(draft, isLabel);
    if ("problem" in read) return setProblem(read.problem);
    if (known.has(read.value.name)) return setProblem(`There is a test named \u201c${read.value.name}\u201d already.`);
    onAdd(read.value);
    setDraft({ ...EMPTY_DRAFT, kind: draft.kind });
  };
  return (
    <details className={styles.editor}>
      <summary>Write a test</summary>
      <form
        aria-label="New test"
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Select
          className={styles.wide}
          label="Kind"
          value={draft.kind}
          options={optionsOf(KIND_LABELS)}
          onChange={(kind) => set({ kind: kind as TestDraft["kind"] })}
        />
        <TextField label="Name" note="optional" value={draft.name} onChange={(name) => set({ name })} />
        {draft.kind === "minimum" ? (
          <TextArea
            className={styles.whole}
            label="Posts"
            note={`paste a CSV: ${[...inputs.slice(0, 2), ...(isLabel ? ["label"] : ["min", "max"])].join(", ")}`}
            rows={4}
            spellCheck={false}
            value={draft.table}
            onChange={(table) => set({ table })}
          />
        ) : (
          <>
            <ChangeFields draft={draft} set={set} texts={texts} inputs={inputs} />
            <ExpectFields draft={draft} set={set} isLabel={isLabel} />
            <Select
              label="Tried on"
              value={draft.posts}
              options={[
                { value: "test", label: "posts of the test part" },
                { value: "template", label: "a template" },
              ]}
              onChange={(posts) => set({ posts: posts as TestDraft["posts"] })}
            />
            {draft.posts === "template" &&
              inputs.map((column) => (
                <TextField
                  key={column}
                  className={texts.includes(column) ? styles.whole : undefined}
                  label={`Template: ${column}`}
                  note={texts.includes(column) ? "{placeholders} allowed" : "optional"}
                  value={draft.record[column] ?? ""}
                  onChange={(text) => set({ record: { ...draft.record, [column]: text } })}
                />
              ))}
          </>
        )}
        {(draft.kind === "minimum" || draft.posts === "template") && (
          <TextArea
            className={styles.whole}
            label="Words for {placeholders}"
            note="name: Anna, Omar; a list a line"
            rows={2}
            value={draft.lists}
            onChange={(lists) => set({ lists })}
          />
        )}
        <Button type="submit" icon="plus">
          Add the test
        </Button>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </form>
    </details>
  );
}

function ChangeFields(props: {
  readonly draft: TestDraft;
  readonly set: Setter;
  readonly texts: readonly string[];
  readonly inputs: readonly string[];
}): ReactNode {
  const { draft, set, texts, inputs } = props;
  const { change } = draft;
  return (
    <>
      <Select
        label="Change"
        value={change}
        options={optionsOf(CHANGE_LABELS)}
        onChange={(next) => set({ change: next as ChangeKind })}
      />
      {change === "typos" && (
        <TextField label="Typos a post" inputMode="numeric" value={draft.count} onChange={(count) => set({ count })} />
      )}
      {change === "case" && (
        <Select
          label="To"
          value={draft.caseTo}
          options={optionsOf({ lower: "lower case", upper: "upper case" })}
          onChange={(caseTo) => set({ caseTo: caseTo as TestDraft["caseTo"] })}
        />
      )}
      {change === "punctuation" && (
        <Select
          label="Becomes"
          value={draft.punctuationTo}
          options={optionsOf({ exclamation: "!!! at the end", none: "none" })}
          onChange={(to) => set({ punctuationTo: to as TestDraft["punctuationTo"] })}
        />
      )}
      {(change === "remove" || change === "replace") && (
        <TextField label="Word" value={draft.word} onChange={(word) => set({ word })} />
      )}
      {change === "set" && (
        <Select
          label="Column"
          value={draft.setColumn}
          options={[{ value: "", label: "choose" }, ...namesOf(inputs)]}
          onChange={(setColumn) => set({ setColumn })}
        />
      )}
      {(change === "add" || change === "replace" || change === "set") && (
        <TextField
          label={change === "add" ? "Phrase" : change === "set" ? "Value" : "By"}
          value={draft.text}
          onChange={(text) => set({ text })}
        />
      )}
      {change === "add" && (
        <Select
          label="At the"
          value={draft.at}
          options={optionsOf({ end: "end", start: "start" })}
          onChange={(at) => set({ at: at as TestDraft["at"] })}
        />
      )}
      {change !== "set" && texts.length > 1 && (
        <Select
          label="In"
          value={draft.column}
          options={[
            { value: "", label: change === "add" || change === "url" ? "the first text" : "every text" },
            ...namesOf(texts),
          ]}
          onChange={(column) => set({ column })}
        />
      )}
    </>
  );
}

function ExpectFields(props: {
  readonly draft: TestDraft;
  readonly set: Setter;
  readonly isLabel: boolean;
}): ReactNode {
  const { draft, set, isLabel } = props;
  const classes = useNotebook((state) => state.views.split?.classes?.labels ?? NO_LABELS);
  if (draft.kind === "invariance") {
    return isLabel ? null : (
      <>
        <TextField
          label="Score may move by"
          inputMode="decimal"
          value={draft.tolerance}
          onChange={(tolerance) => set({ tolerance })}
        />
        <Select
          label="In"
          value={draft.tolerated}
          options={optionsOf({ relative: "% of the score", absolute: "the target's unit" })}
          onChange={(tolerated) => set({ tolerated: tolerated as TestDraft["tolerated"] })}
        />
      </>
    );
  }
  return (
    <>
      {isLabel &&
        (classes.length > 0 ? (
          <Select
            label="Label"
            value={draft.label}
            options={[{ value: "", label: "choose" }, ...namesOf(classes)]}
            onChange={(label) => set({ label })}
          />
        ) : (
          <TextField label="Label" value={draft.label} onChange={(label) => set({ label })} />
        ))}
      <Select
        label="Should get"
        value={draft.expect}
        options={optionsOf({ higher: "higher", lower: "lower" })}
        onChange={(expect) => set({ expect: expect as TestDraft["expect"] })}
      />
      <TextField
        label="By at least"
        note={isLabel ? "0 to 1, optional" : "optional"}
        inputMode="decimal"
        value={draft.by}
        onChange={(by) => set({ by })}
      />
    </>
  );
}

const NO_LABELS: readonly string[] = [];
