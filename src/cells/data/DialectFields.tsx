import { useState } from "react";
import type { ReactNode } from "react";
import type { DialectChange } from "../../compute/engine-api";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { useLoaded } from "../use-loaded";
import { useTask } from "../use-task";
import { DialectPreview } from "./DialectPreview";
import {
  delimiterOptions,
  encodingOptions,
  headerOptions,
  headerText,
  parseHeader,
  quoteOptions,
} from "./dialect-words";
import styles from "./data.module.css";

/** How the file is written: what was guessed and why, each part to be set otherwise, seen before it is applied. */
export function DialectFields(): ReactNode {
  const view = useNotebook((state) => state.views.read);
  const settings = useNotebook(({ experiment: { data } }) => ({
    delimiter: data.delimiter,
    encoding: data.encoding,
    header: data.header,
    quote: data.quote,
  }));
  const client = useClient();
  const actions = useActions();
  const [draft, setDraft] = useState<DialectChange>({});
  const changes = Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => value !== settings[name as keyof typeof settings]),
  ) as DialectChange;
  const isChanged = Object.keys(changes).length > 0;
  const preview = useLoaded(isChanged ? JSON.stringify(changes) : null, () => client.preview(changes));
  const apply = useTask(async () => {
    await actions.edit({ data: changes });
    await actions.runTo("read");
    setDraft({});
  });
  if (!view) return null;

  const { dialect } = view;
  const value = { ...settings, ...draft };
  const seen = preview.value?.dialect ?? dialect;
  const set = (change: DialectChange) => setDraft({ ...draft, ...change });
  const guess = <T,>(part: { readonly value: T; readonly by: "guessed" | "set" }) =>
    part.by === "guessed" ? part.value : null;

  return (
    <div className={styles.dialect}>
      <div className="controls">
        <Select
          label="Delimiter"
          value={value.delimiter}
          options={delimiterOptions(value.delimiter, guess(seen.delimiter))}
          onChange={(delimiter) => set({ delimiter })}
          hint={seen.delimiter.reason}
        />
        <Select
          label="Encoding"
          value={value.encoding}
          options={encodingOptions(value.encoding, guess(seen.encoding))}
          onChange={(encoding) => set({ encoding })}
          hint={seen.encoding.reason}
        />
        <Select
          label="Header"
          value={headerText(value.header)}
          options={headerOptions(value.header, guess(seen.header))}
          onChange={(header) => set({ header: parseHeader(header) })}
          hint={seen.header.reason}
        />
        <Select
          label="Quotes"
          value={value.quote}
          options={quoteOptions(guess(seen.quote))}
          onChange={(quote) => set({ quote: quote as DialectChange["quote"] })}
          hint={seen.quote.reason}
        />
      </div>
      {preview.error && isChanged && (
        <Alert tone="fail" title="The file cannot be read this way">
          {preview.error.message}
        </Alert>
      )}
      {isChanged && preview.value && !preview.error && <DialectPreview preview={preview.value} />}
      {isChanged && (
        <div className="row">
          <Button
            variant="primary"
            disabled={preview.loading || preview.error !== null || apply.busy}
            onClick={() => void apply.run()}
          >
            Read the file this way
          </Button>
          <Button variant="quiet" onClick={() => setDraft({})}>
            Keep it as it was
          </Button>
        </div>
      )}
      {apply.error && (
        <Alert tone="fail" title="The file could not be read this way">
          {apply.error.message}
        </Alert>
      )}
    </div>
  );
}
