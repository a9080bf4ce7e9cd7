import { useState } from "react";
import type { ReactNode } from "react";
import type { NotebookState } from "../../notebook/notebook";
import { roleOf } from "../../pipeline/inputs";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatNumber } from "../../ui/format";
import { useDraftText } from "../use-draft-text";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { useVersion } from "../use-version";
import { longestRecord, randomRow, spreadRows } from "./example-rows";
import { countRemoved, reasonCount } from "./traced-tokens";
import { TokenText } from "./TokenText";
import styles from "./clean.module.css";

/** Rows looked through for the longest text; past this they are sampled evenly. */
const LOOKED_THROUGH = 5000;
const PAGE = 1000;
const RAW_SHOWN = 4000;

/** Before and after on a real row, as the settings stand now. */
export function ExampleRows(): ReactNode {
  const client = useClient();
  const data = useNotebook((state) => state.views.read);
  const cleaning = useNotebook((state) => state.experiment.cleaning);
  const texts = useNotebook(textColumns);
  const [row, setRow] = useState(0);
  const rows = data?.rows ?? 0;
  const at = Math.min(row, Math.max(0, rows - 1));
  const version = useVersion(data);
  const key =
    data === undefined || rows === 0 || texts.length === 0 ? null : JSON.stringify([version, cleaning, texts, at]);
  const examples = useLoaded(key, () => client.cleanExamples([at]), 60);
  const longest = useTask(async () => {
    const positions = spreadRows(rows, LOOKED_THROUGH);
    const records: Record<string, string>[] = [];
    for (let start = 0; start < positions.length; start += PAGE) {
      records.push(...(await client.rowsAt(positions.slice(start, start + PAGE))));
    }
    const best = longestRecord(records, texts);
    if (best >= 0) setRow(positions[best]);
  });
  const typed = useDraftText(String(at + 1), (text) => {
    const wanted = Number(text.replaceAll(",", ""));
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= rows) setRow(wanted - 1);
  });
  if (data === undefined) return <p className="note">Open a file to see what cleaning does to its rows.</p>;
  if (texts.length === 0) return <p className="note">No column is used as text. Choose one in Data.</p>;

  return (
    <section className={styles.examples} aria-label="Before and after">
      <div className={styles.exampleBar}>
        <h3>Before and after</h3>
        <Field label="Row" note={`of ${formatNumber(rows)}`} className={styles.rowField}>
          {(control) => (
            <input
              className="input"
              {...control}
              inputMode="numeric"
              value={typed.text}
              onChange={(event) => typed.type(event.target.value)}
              onBlur={typed.commit}
              onKeyDown={(event) => {
                if (event.key === "Enter") typed.commit();
                if (event.key === "Escape") typed.revert();
              }}
            />
          )}
        </Field>
        <Button onClick={() => setRow((at + 1) % rows)}>Next</Button>
        <Button
          onClick={() => setRow(randomRow(rows, at))}
          title="Drawn with the row as seed: the same row leads to the same next one"
        >
          Random
        </Button>
        <Button disabled={longest.busy} onClick={() => void longest.run()}>
          {rows > LOOKED_THROUGH ? `Longest of ${formatNumber(LOOKED_THROUGH)}` : "Longest"}
        </Button>
      </div>
      {examples.error && (
        <Alert tone="fail" title="This row could not be cleaned">
          {examples.error.message}
        </Alert>
      )}
      <div aria-live="polite" aria-busy={examples.loading}>
        {(examples.value ?? []).map((example) => (
          <Example key={example.column} {...example} />
        ))}
      </div>
    </section>
  );
}

/** Names of the columns used as text. */
function textColumns({ views, experiment }: NotebookState): readonly string[] {
  return (views.read?.columns ?? []).filter((column) => roleOf(experiment, column) === "text").map(({ name }) => name);
}

function Example({
  column,
  raw,
  tokens,
}: {
  readonly column: string;
  readonly raw: string;
  readonly tokens: Parameters<typeof countRemoved>[0];
}): ReactNode {
  const removed = countRemoved(tokens);
  const kept = tokens.length - removed.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.example}>
      <h4>
        <span className="mono">{column}</span>
        <small>
          {formatNumber(kept)} of {formatNumber(tokens.length)} words kept
          {removed.length > 0 && `; gone: ${removed.map(({ reason, count }) => reasonCount(reason, count)).join(", ")}`}
        </small>
      </h4>
      <div className={styles.sides}>
        <ScrollBox className={styles.raw} label={`${column} as read`}>
          {raw === "" ? <i>empty</i> : raw.length > RAW_SHOWN ? `${raw.slice(0, RAW_SHOWN)}…` : raw}
        </ScrollBox>
        <TokenText tokens={tokens} />
      </div>
    </div>
  );
}
