import type { CleaningSettings } from "../core/text/cleaning-options";
import { alignTokens } from "../core/text/align-tokens";
import { makeTokenTracer } from "../core/text/trace-tokens";
import { modelKindOf } from "../core/models/registry";
import { makeTextHighlighter } from "./highlight-text";
import type { HighlightedText } from "./highlight-text";
import type { Predictor } from "./predictor";
import type { PredictorInput, PredictorValue } from "./predictor-value";
import type { RowPrediction } from "./prediction";

export type PostRecord = Readonly<Record<string, string>>;

export interface WhatIfQuery {
  /** as typed */
  readonly record: PostRecord;
  /** columns given another value */
  readonly changed?: PostRecord;
  /** tokens taken out of every text */
  readonly removed: readonly string[];
  /** the label whose probability is asked about; absent: the likeliest of the post as typed */
  readonly label?: string;
}

/** One word of the post, and the outcome with it switched: gone where it is there, back where it was taken out. */
export interface WordEdit {
  readonly token: string;
  /** as first written */
  readonly word: string;
  readonly times: number;
  readonly removed: boolean;
  readonly outcome: number;
  /** the outcome less that of the post with the edits made so far */
  readonly effect: number;
}

/** Another value of a category or a date. */
export interface ValueEdit {
  readonly column: string;
  readonly kind: "category" | "date";
  readonly value: string;
  readonly name: string;
  readonly outcome: number;
  readonly effect: number;
}

export interface WhatIf {
  /** the post with the edits made */
  readonly record: PostRecord;
  /** the score, or the probability of `explained`: with the edits made, and as typed */
  readonly outcome: number;
  readonly asTyped: number;
  readonly explained: string | null;
  /** the texts as typed; the pieces tell what moved the outcome of the post as edited */
  readonly texts: readonly HighlightedText[];
  /** those taken out, then the others, largest effect first */
  readonly words: readonly WordEdit[];
  /** largest effect first */
  readonly values: readonly ValueEdit[];
  /** how many different words the post has; more than `words` where it is long */
  readonly wordCount: number;
  readonly elapsedMs: number;
}

export interface WhatIfContext {
  readonly now: () => number;
  /** lets newer questions in, and throws where there is one */
  readonly pause: () => Promise<void>;
  /** after so long no further edit is tried, but the first few of each kind */
  readonly budgetMs: number;
}

const MOST_WORDS = 80;
const MOST_CATEGORIES = 24;
const AT_ONCE = 8;

interface Edit<T> {
  readonly what: T;
  readonly record: PostRecord;
}

/**
 * What happens to a post's outcome if a word goes, or its category or date is another: every edit is made to the post as
 * text and scored like any post, so lengths and neighbouring words change with it. The words that moved most come
 * first, and within the time given as many as fit.
 */
export function makeWhatIf(
  value: PredictorValue,
  predictor: Predictor,
): (query: WhatIfQuery, context: WhatIfContext) => Promise<WhatIf> {
  const highlight = makeTextHighlighter(value.features, value.cleaning);
  const textColumns = value.inputs.filter(({ kind }) => kind === "text").map(({ column }) => column);
  const removeFrom = makeWordRemover(value.cleaning, textColumns);
  return async ({ record, changed = {}, removed, label }, { now, pause, budgetMs }) => {
    const started = now();
    const gone = new Set(removed);
    const present = { ...record, ...changed };
    const edited = removeFrom(present, gone);
    const [typed, current] = predictor.predictBatch([record, edited]);
    const output = predictor.outputOf(label ?? typed.label);
    const outcomeOf = (answer: RowPrediction) => answer.probabilities?.[output].p ?? answer.score;
    const outcome = outcomeOf(current);
    const moved = modelKindOf(value.modelKind).explain(value.model, predictor.vectorize(edited), output);
    const texts = withMissing(highlight(record, moved), textColumns, record);
    const found = wordsOf(texts, gone);
    const words = await score(
      found.slice(0, MOST_WORDS).map((what) => ({ what, record: removeFrom(present, toggled(gone, what.token)) })),
    );
    const values = await score(
      value.inputs.flatMap((input) =>
        otherValues(input, present).map((what) => ({ what, record: { ...edited, [what.column]: what.value } })),
      ),
    );
    return {
      record: edited,
      outcome,
      asTyped: outcomeOf(typed),
      explained: value.classes?.[output] ?? null,
      texts,
      words: words.sort((a, b) => Number(b.removed) - Number(a.removed)),
      values,
      wordCount: found.length,
      elapsedMs: now() - started,
    };

    async function score<T>(edits: readonly Edit<T>[]): Promise<(T & { outcome: number; effect: number })[]> {
      const scored: (T & { outcome: number; effect: number })[] = [];
      for (let at = 0; at < edits.length && (at === 0 || now() - started < budgetMs); at += AT_ONCE) {
        await pause();
        const some = edits.slice(at, at + AT_ONCE);
        predictor.predictBatch(some.map((edit) => edit.record)).forEach((answer, i) => {
          const next = outcomeOf(answer);
          scored.push({ ...some[i].what, outcome: next, effect: next - outcome });
        });
      }
      return scored.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
    }
  };
}

/** Columns that are read for their shape alone have no words to tell apart. */
function withMissing(
  texts: readonly HighlightedText[],
  columns: readonly string[],
  record: PostRecord,
): HighlightedText[] {
  return columns.map(
    (column) =>
      texts.find((text) => text.column === column) ?? {
        column,
        pieces: [{ text: record[column] ?? "", token: null, value: 0 }],
      },
  );
}

/** Distinct words, what moved most first; those taken out lead, so that they can always be put back. */
function wordsOf(texts: readonly HighlightedText[], gone: ReadonlySet<string>) {
  const found = new Map<string, { token: string; word: string; times: number; removed: boolean; moved: number }>();
  for (const { pieces } of texts) {
    for (const { text, token, value } of pieces) {
      if (token === null || text === "") continue;
      const known = found.get(token) ?? { token, word: text, times: 0, removed: gone.has(token), moved: 0 };
      found.set(token, { ...known, times: known.times + 1, moved: known.moved + value });
    }
  }
  return [...found.values()]
    .sort((a, b) => Number(b.removed) - Number(a.removed) || Math.abs(b.moved) - Math.abs(a.moved))
    .map(({ moved: _moved, ...word }) => word);
}

function toggled(gone: ReadonlySet<string>, token: string): Set<string> {
  const next = new Set(gone);
  if (!next.delete(token)) next.add(token);
  return next;
}

/** A function that takes every word that became one of these tokens out of the texts, with the blank before it. */
export function makeWordRemover(
  cleaning: CleaningSettings,
  columns: readonly string[],
): (record: PostRecord, tokens: ReadonlySet<string>) => PostRecord {
  const trace = makeTokenTracer(cleaning);
  return (record, tokens) => {
    if (tokens.size === 0) return record;
    const changed: Record<string, string> = { ...record };
    for (const column of columns) {
      const text = record[column];
      if (text === undefined) continue;
      let kept = "";
      for (const span of alignTokens(text, trace(text))) {
        if (span.token === null || !tokens.has(span.token)) kept += span.text;
        else if (kept.endsWith(" ")) kept = kept.slice(0, -1);
      }
      changed[column] = kept.trimStart();
    }
    return changed;
  };
}

const HOUR_MS = 3_600_000;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function otherValues(
  input: PredictorInput,
  record: PostRecord,
): Pick<ValueEdit, "column" | "kind" | "value" | "name">[] {
  const { column } = input;
  const present = (record[column] ?? "").trim();
  if (input.kind === "category") {
    const others = (input.categories ?? []).filter((category) => category !== present).slice(0, MOST_CATEGORIES);
    return others.map((category) => ({ column, kind: "category", value: category, name: category }));
  }
  if (input.kind !== "date" || present === "") return [];
  const moment = Date.parse(`${present.replace(" ", "T").slice(0, 16)}Z`);
  if (Number.isNaN(moment)) return [];
  const edit = (ms: number, name: string) => ({
    column,
    kind: "date" as const,
    value: new Date(ms).toISOString().slice(0, 16),
    name,
  });
  const days = [1, 2, 3, 4, 5, 6].map((days) => {
    const ms = moment + days * 24 * HOUR_MS;
    return edit(ms, `on ${WEEKDAYS[new Date(ms).getUTCDay()]}`);
  });
  const midnight = Math.floor(moment / (24 * HOUR_MS)) * 24 * HOUR_MS;
  const hours = [0, 4, 8, 12, 16, 20]
    .map((hour) => edit(midnight + hour * HOUR_MS, `at ${String(hour).padStart(2, "0")}:00`))
    .filter(({ value }) => value !== new Date(moment).toISOString().slice(0, 16));
  return [...days, ...hours];
}
