import { useState } from "react";
import type { ReactNode } from "react";
import { RULE_KINDS, describeExpectation } from "../../core/quality/expectation";
import type { Expectation, RuleKind } from "../../core/quality/expectation";
import { Details } from "../../ui/Details";
import { Alert } from "../../ui/Alert";
import { Button, IconButton } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { formatCount } from "../../ui/format";
import { saveText } from "../predict/save-text";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { EMPTY_DRAFT, RULE_LABELS, expectationsJson, parseExpectations, readDraft } from "./expectation-form";
import type { ExpectationDraft } from "./expectation-form";
import styles from "./quality.module.css";

/** Rules that the columns must keep in every file: written, proposed from the data, saved and loaded. */
export function Expectations(): ReactNode {
  const expectations = useNotebook((state) => state.experiment.quality.expectations);
  const proposals = useNotebook((state) => state.views.quality?.proposals ?? NONE);
  const actions = useActions();
  const change = useTask(async (_, next: readonly Expectation[]) => {
    await actions.edit({ quality: { expectations: next } });
    await actions.runTo("quality");
  });
  const load = useTask(async (_, file: File) => {
    await change.run(parseExpectations(await file.text()));
  });
  const known = new Set(expectations.map(describeExpectation));
  const fresh = proposals.filter((proposal) => !known.has(describeExpectation(proposal)));
  const error = change.error ?? load.error;
  return (
    <Details
      className={styles.expectations}
      summary={
        <>
          Expectations <span>{expectations.length === 0 ? "none yet" : formatCount(expectations.length, "rule")}</span>
        </>
      }
    >
      <p className="note">
        Rules that every file you open must keep; those that are broken are listed with their rows.
      </p>
      {expectations.length > 0 && (
        <ul aria-label="Expectations" className={styles.rules}>
          {expectations.map((expectation, i) => (
            <li key={describeExpectation(expectation)}>
              <span>{describeExpectation(expectation)}</span>
              <IconButton
                icon="trash"
                label={`Take away: ${describeExpectation(expectation)}`}
                onClick={() => void change.run(expectations.filter((_, at) => at !== i))}
              />
            </li>
          ))}
        </ul>
      )}
      <ExpectationForm
        known={known}
        onAdd={(expectation) => void change.run([...expectations, expectation])}
        busy={change.busy}
      />
      <div className="row">
        <Button disabled={fresh.length === 0} onClick={() => void change.run([...expectations, ...fresh])}>
          {fresh.length === 0 ? "Nothing to propose" : `Add ${formatCount(fresh.length, "rule")} this file keeps`}
        </Button>
        <Button
          icon="download"
          disabled={expectations.length === 0}
          onClick={() => saveText("expectations.json", expectationsJson(expectations), "application/json")}
        >
          Save as JSON
        </Button>
        <FileButton label="File of expectations" accept=".json,application/json" onPick={(file) => void load.run(file)}>
          Load JSON
        </FileButton>
      </div>
      {error && (
        <Alert tone="fail" title="The expectations could not be changed">
          {error.message}. Those from before stand.
        </Alert>
      )}
    </Details>
  );
}

const NONE: readonly Expectation[] = [];

interface ExpectationFormProps {
  readonly known: ReadonlySet<string>;
  readonly busy: boolean;
  onAdd(expectation: Expectation): void;
}

function ExpectationForm({ known, busy, onAdd }: ExpectationFormProps): ReactNode {
  const names = useNotebook((state) => (state.views.read?.columns ?? []).map(({ name }) => name));
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState("");
  const set = (changes: Partial<ExpectationDraft>) => {
    setDraft({ ...draft, ...changes });
    setProblem("");
  };
  const columns = names.map((name) => ({ value: name, label: name }));
  const add = () => {
    const read = readDraft(draft);
    if ("problem" in read) return setProblem(read.problem);
    if (known.has(describeExpectation(read.expectation))) return setProblem("This rule is there already.");
    onAdd(read.expectation);
    setDraft(EMPTY_DRAFT);
  };
  return (
    <form
      className={styles.rule}
      aria-label="New expectation"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Select
        label="Column"
        value={draft.column}
        options={[{ value: "", label: "choose" }, ...columns]}
        onChange={(column) => set({ column })}
      />
      <Select
        label="Rule"
        value={draft.kind}
        options={RULE_KINDS.map((kind) => ({ value: kind, label: RULE_LABELS[kind] }))}
        onChange={(kind) => set({ kind: kind as RuleKind })}
      />
      {(draft.kind === "range" || draft.kind === "length") && (
        <>
          <TextField label="From" inputMode="decimal" value={draft.min} onChange={(min) => set({ min })} />
          <TextField label="To" inputMode="decimal" value={draft.max} onChange={(max) => set({ max })} />
        </>
      )}
      {draft.kind === "pattern" && (
        <TextField
          label="Regular expression"
          spellCheck={false}
          value={draft.pattern}
          onChange={(pattern) => set({ pattern })}
        />
      )}
      {draft.kind === "oneOf" && (
        <TextField label="Values" note="commas between" value={draft.values} onChange={(values) => set({ values })} />
      )}
      <Select
        label="Only where"
        value={draft.whereColumn}
        options={[{ value: "", label: "in every row" }, ...columns]}
        onChange={(whereColumn) => set({ whereColumn })}
      />
      {draft.whereColumn !== "" && (
        <TextField label={`${draft.whereColumn} is`} value={draft.whereIs} onChange={(whereIs) => set({ whereIs })} />
      )}
      <Button type="submit" icon="plus" disabled={busy}>
        Add the rule
      </Button>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
