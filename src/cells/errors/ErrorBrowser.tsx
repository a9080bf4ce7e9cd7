import { useId, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { Annotation } from "../../notebook/annotations";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import type { SliceReport, SliceView } from "../../pipeline/errors/errors-view";
import type { Run } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { formatCount, formatNumber } from "../../ui/format";
import { Select } from "../../ui/Select";
import { saveText } from "../predict/save-text";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { knownTags, listPosts, ordersOf, postsCsv } from "./browser-posts";
import type { PostOrder, TagFilter } from "./browser-posts";
import { PostFigures, ReadingPane } from "./ReadingPane";
import styles from "./errors.module.css";

export interface ErrorBrowserProps {
  readonly part: ErrorRows;
  readonly run: Run;
  readonly report: SliceReport | null;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}

const PAGE = 12;
/** rows asked for at once when they are saved */
const CHUNK = 2000;
const NOTHING_NOTED: Readonly<Record<number, Annotation>> = {};

/** The posts one by one: what was said of each, its text, and what a person makes of it. */
export function ErrorBrowser({ part, run, report, onSelect }: ErrorBrowserProps): ReactNode {
  const client = useClient();
  const id = useId();
  const selection = useNotebook((state) => state.selection);
  const file = useNotebook((state) => state.views.read?.sha256 ?? "");
  const annotations = useNotebook((state) => state.annotations[file]) ?? NOTHING_NOTED;
  const [order, setOrder] = useState<PostOrder>("loss");
  const [outcome, setOutcome] = useState<"all" | "wrong" | "right">("all");
  const [tag, setTag] = useState<TagFilter>("any");
  const [at, setAt] = useState(0);
  const noteField = useRef<HTMLInputElement>(null);

  const isClasses = part.classes.length > 0;
  const orders = ordersOf(part);
  const shownOrder = orders.some(({ value }) => value === order) ? order : "loss";
  const among = useMemo(() => (selection ? new Set(selection.rows) : null), [selection]);
  const places = useMemo(
    () => listPosts(part, { order: shownOrder, outcome, tag, among }, annotations),
    [part, shownOrder, outcome, tag, among, annotations],
  );
  const current = Math.min(at, Math.max(0, places.length - 1));
  const page = Math.floor(current / PAGE);
  const shown = places.slice(page * PAGE, (page + 1) * PAGE);
  const rows = shown.map((place) => part.rows[place]);
  const { value, loading, error } = useLoaded(rows.length > 0 ? `${file}:${rows.join()}` : null, async () => ({
    rows,
    records: await client.rowsAt(rows),
  }));
  const records = value && !loading && value.rows.join() === rows.join() ? value.records : null;
  const titleColumns = useNotebook((state) =>
    (state.views.read?.columns ?? [])
      .filter(({ role, type }) => role === "text" || type === "text")
      .map(({ name }) => name),
  );
  const save = useTask(async (signal) => {
    const all: Record<string, string>[] = [];
    for (let from = 0; from < places.length && !signal.aborted; from += CHUNK) {
      all.push(...(await client.rowsAt(places.slice(from, from + CHUNK).map((place) => part.rows[place]))));
    }
    if (!signal.aborted) saveText("errors.csv", postsCsv(part, places, all, annotations));
  });

  const go = (to: number): void => setAt(Math.max(0, Math.min(places.length - 1, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
    if (event.key in steps) go(current + steps[event.key]);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(places.length - 1);
    else if (event.key === "Enter") noteField.current?.focus();
    else return;
    event.preventDefault();
  };
  const choices = report
    ? [...report.yours.filter((own): own is SliceView => !("problem" in own)), ...report.found]
    : [];
  const chosen = choices.findIndex(({ words }) => selection?.from === `Errors: ${words}`);
  const tags = knownTags(annotations);
  const currentPlace = places[current];

  return (
    <section className={styles.browser} aria-label="Posts with their errors">
      <div className={styles.browserHead}>
        <h3 className={styles.headline}>
          {selection
            ? `${formatCount(places.length, "post")}: ${selection.from.replace("Errors: ", "")}`
            : "Read the posts"}
        </h3>
        {selection && (
          <Button variant="quiet" icon="cross" onClick={() => onSelect([], "")}>
            Show all posts
          </Button>
        )}
      </div>
      <div className={styles.filters}>
        <Select
          label="Order"
          value={shownOrder}
          options={orders}
          onChange={(next) => {
            setOrder(next as PostOrder);
            setAt(0);
          }}
        />
        <Select
          label="Among"
          value={selection ? (chosen >= 0 ? String(chosen) : "chosen") : "all"}
          options={[
            { value: "all", label: "all posts" },
            ...(selection && chosen < 0 ? [{ value: "chosen", label: "chosen posts" }] : []),
            ...choices.map(({ words, n }, i) => ({ value: String(i), label: `${words} · ${formatNumber(n)}` })),
          ]}
          onChange={(next) => {
            setAt(0);
            const slice = choices[Number(next)];
            if (next === "all") onSelect([], "");
            else if (slice) onSelect(slice.rows, slice.words);
          }}
        />
        {isClasses && (
          <Select
            label="Label"
            value={outcome}
            options={[
              { value: "all", label: "right and wrong" },
              { value: "wrong", label: "wrong" },
              { value: "right", label: "right" },
            ]}
            onChange={(next) => {
              setOutcome(next as typeof outcome);
              setAt(0);
            }}
          />
        )}
        <Select
          label="Tag"
          value={tag === "any" || tag === "noted" || tag === "plain" || tags.includes(tag.slice(1)) ? tag : "any"}
          options={[
            { value: "any", label: "with and without" },
            { value: "noted", label: "tagged or noted" },
            { value: "plain", label: "not yet" },
            ...tags.map((one) => ({ value: `#${one}`, label: one })),
          ]}
          onChange={(next) => {
            setTag(next);
            setAt(0);
          }}
        />
      </div>
      {places.length === 0 ? (
        <p className="note">No post is like that{selection ? " in this part" : ""}.</p>
      ) : (
        <div className={styles.split}>
          <div className={styles.list}>
            <div
              role="listbox"
              aria-label="Posts"
              aria-activedescendant={`${id}-${current % PAGE}`}
              tabIndex={0}
              onKeyDown={onKeyDown}
            >
              {shown.map((place, i) => {
                const position = page * PAGE + i;
                const record = records?.[i];
                const title = titleColumns.map((name) => record?.[name] ?? "").find((text) => text.trim() !== "");
                const noted = annotations[part.rows[place]];
                return (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list takes the keys
                  <div
                    key={part.rows[place]}
                    id={`${id}-${i}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={position === current}
                    aria-posinset={position + 1}
                    aria-setsize={places.length}
                    onClick={() => setAt(position)}
                  >
                    <span className={styles.title}>{title ?? `Row ${formatNumber(part.rows[place] + 1)}`}</span>
                    <PostFigures part={part} place={place} />
                    {noted && <span className={styles.noted}>{noted.tags.join(", ") || "note"}</span>}
                  </div>
                );
              })}
            </div>
            <p className={styles.pages}>
              <Button variant="quiet" disabled={page === 0} onClick={() => go((page - 1) * PAGE)}>
                Previous
              </Button>
              <span>
                {formatNumber(current + 1)} of {formatNumber(places.length)}
              </span>
              <Button
                variant="quiet"
                disabled={(page + 1) * PAGE >= places.length}
                onClick={() => go((page + 1) * PAGE)}
              >
                Next
              </Button>
            </p>
          </div>
          {currentPlace !== undefined && (
            <ReadingPane
              key={part.rows[currentPlace]}
              part={part}
              place={currentPlace}
              isSeen={run.evaluate.leakedRows.includes(part.rows[currentPlace]) && part.name === "test"}
              record={records?.[current - page * PAGE] ?? null}
              annotation={annotations[part.rows[currentPlace]]}
              tags={tags}
              tagField={noteField}
            />
          )}
        </div>
      )}
      {(error ?? save.error) && (
        <p className="field-error" role="alert">
          {(error ?? save.error)?.message}
        </p>
      )}
      <div className="row">
        <Button icon="download" disabled={save.busy || places.length === 0} onClick={() => void save.run()}>
          Save {formatCount(places.length, "post")} as CSV
        </Button>
        <span className="note">With tags and notes. In the list: ↑ ↓ to read on, Enter to tag.</span>
      </div>
    </section>
  );
}
