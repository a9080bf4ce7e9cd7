import type { ReactNode } from "react";
import { DICTIONARY_FIELDS, EMPTY_ENTRY, dictionaryCsv, dictionaryMarkdown } from "../../core/quality/dictionary";
import type { DictionaryEntry } from "../../core/quality/dictionary";
import { roleOf } from "../../pipeline/inputs";
import { Details } from "../../ui/Details";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatNumber } from "../../ui/format";
import { saveText } from "../predict/save-text";
import { useDraftText } from "../use-draft-text";
import { useActions, useNotebook, useNotebookState } from "../use-notebook";
import { useTask } from "../use-task";
import styles from "./quality.module.css";

/** What a person knows of the columns that the cells do not say; it goes into reports and stays with the experiment. */
export function DataDictionary(): ReactNode {
  const columns = useNotebook((state) => state.views.read?.columns);
  const dictionary = useNotebook((state) => state.experiment.quality.dictionary);
  const getState = useNotebookState();
  const actions = useActions();
  const change = useTask((_, name: string, entry: DictionaryEntry) =>
    actions.edit({ quality: { dictionary: { [name]: entry } } }),
  );
  if (!columns) return null;
  const described = columns.filter(({ name }) => Object.values(dictionary[name] ?? EMPTY_ENTRY).some(Boolean)).length;
  const listed = () => columns.map((column) => ({ ...column, role: roleOf(getState().experiment, column) }));
  return (
    <Details
      className={styles.expectations}
      summary={
        <>
          Data dictionary{" "}
          <span>
            {described === 0
              ? "nothing written yet"
              : `${formatNumber(described)} of ${formatNumber(columns.length)} columns`}
          </span>
        </>
      }
    >
      <p className="note">What each column means, for whoever reads the report. No number depends on it.</p>
      <ScrollBox label="Data dictionary" className={styles.dictionary}>
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              {DICTIONARY_FIELDS.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name }) => {
              const entry = dictionary[name] ?? EMPTY_ENTRY;
              return (
                <tr key={name}>
                  <th scope="row" className="mono">
                    {name}
                  </th>
                  {DICTIONARY_FIELDS.map(({ key, label }) => (
                    <td key={key}>
                      <EntryField
                        label={`${label}: ${name}`}
                        value={entry[key]}
                        onCommit={(text) => {
                          const latest = getState().experiment.quality.dictionary[name] ?? EMPTY_ENTRY;
                          void change.run(name, { ...latest, [key]: text });
                        }}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <div className="row">
        <Button
          icon="download"
          onClick={() =>
            saveText("data-dictionary.csv", dictionaryCsv(listed(), getState().experiment.quality.dictionary))
          }
        >
          Save as CSV
        </Button>
        <Button
          icon="download"
          onClick={() =>
            saveText(
              "data-dictionary.md",
              dictionaryMarkdown(listed(), getState().experiment.quality.dictionary),
              "text/markdown;charset=utf-8",
            )
          }
        >
          Save as Markdown
        </Button>
      </div>
      {change.error && (
        <Alert tone="fail" title="That could not be kept" actions={<Button onClick={change.clear}>Close</Button>}>
          {change.error.message}
        </Alert>
      )}
    </Details>
  );
}

function EntryField(props: {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
}): ReactNode {
  const draft = useDraftText(props.value, (text) => props.onCommit(text.trim()));
  return (
    <input
      className="input"
      aria-label={props.label}
      maxLength={1000}
      value={draft.text}
      onChange={(event) => draft.type(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") draft.commit();
        if (event.key === "Escape") draft.revert();
      }}
    />
  );
}
