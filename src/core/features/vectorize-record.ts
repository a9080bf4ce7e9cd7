import type { CsrMatrix } from "../sparse/csr";
import { CsrBuilder } from "../sparse/csr-builder";
import type { CleaningSettings } from "../text/cleaning-options";
import { makeTokenizer } from "../text/tokenize";
import { isMissingCategory, makeCategoryIndex, writeCategory } from "./categorical/categorical";
import { readTyped } from "./cell-readings";
import { writeDate } from "./date/date";
import { layOut } from "./feature-layout";
import type { FittedFeatures } from "./fit-features";
import { writeNumber } from "./numeric/numeric";
import { makeShapeWriter } from "./shape/shape";
import type { FittedTfidf, FittedVocabulary, TfidfSettings } from "./tfidf/fitted-tfidf";
import { TermCounter } from "./tfidf/term-counter";

/** One post as it is typed: the text of its columns. Any may be absent. */
export type TypedRecord = Readonly<Record<string, string | undefined>>;

export interface VectorizedRecord {
  /** one row, equal to that of `transformFeatures` for the same cells */
  readonly row: CsrMatrix;
  /** columns that were fitted and are absent, blank, or hold no number or date; treated as missing */
  readonly missing: readonly string[];
  /** distinct tokens that are part of a known term, in order of appearance */
  readonly knownTokens: readonly string[];
  /** distinct tokens that are part of none */
  readonly unseenTokens: readonly string[];
  /** values the training rows did not have */
  readonly unseenCategories: readonly { readonly column: string; readonly value: string }[];
}

/** What the parts of a record write into while it is read. */
interface Reading {
  readonly record: TypedRecord;
  readonly builder: CsrBuilder;
  readonly missing: Set<string>;
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly known: Set<string>;
  readonly unseen: Set<string>;
  readonly unseenCategories: { column: string; value: string }[];
}

type WriteRecord = (reading: Reading) => void;

/**
 * A function that turns one record into its row of the matrix, in some tens of microseconds. Set-up is O(terms); do it
 * once for a fitted model.
 */
export function makeRecordVectorizer(
  fitted: FittedFeatures,
  cleaning: CleaningSettings,
): (record: TypedRecord) => VectorizedRecord {
  const tokenize = makeTokenizer(cleaning);
  const textColumns = (fitted.text?.vocabularies ?? []).flatMap(({ columns }) => columns);
  const writers = recordWriters(fitted);
  return (record) => {
    const reading: Reading = {
      record,
      builder: new CsrBuilder(1, fitted.columns, 64),
      missing: new Set(),
      tokens: new Map(textColumns.map((column) => [column, tokenize(record[column] ?? "")])),
      known: new Set(),
      unseen: new Set(),
      unseenCategories: [],
    };
    for (const write of writers) write(reading);
    reading.builder.endRow();
    return {
      row: reading.builder.finish(),
      missing: [...reading.missing],
      knownTokens: [...reading.known],
      unseenTokens: [...reading.unseen].filter((token) => !reading.known.has(token)),
      unseenCategories: reading.unseenCategories,
    };
  };
}

function recordWriters(fitted: FittedFeatures): WriteRecord[] {
  const layout = layOut(fitted);
  return [
    ...(fitted.text === null ? [] : termWriters(fitted.text)),
    ...fitted.categorical.map((block, i): WriteRecord => {
      const indexOf = makeCategoryIndex(block);
      return ({ record, builder, missing, unseenCategories }) => {
        const text = record[block.column] ?? "";
        const value = isMissingCategory(block, text) ? null : text;
        const index = indexOf(value);
        if (value === null) missing.add(block.column);
        else if (index === undefined) unseenCategories.push({ column: block.column, value });
        writeCategory(index, builder, layout.categorical[i]);
      };
    }),
    ...fitted.numeric.map((block, i): WriteRecord => {
      return ({ record, builder, missing }) => {
        const number = readTyped(record[block.column] ?? "", block.reading);
        if (Number.isNaN(number)) missing.add(block.column);
        writeNumber(block, number, builder, layout.numeric[i]);
      };
    }),
    ...fitted.date.map((block, i): WriteRecord => {
      return ({ record, builder, missing }) => {
        const moment = readTyped(record[block.column] ?? "", block.reading);
        if (Number.isNaN(moment)) missing.add(block.column);
        writeDate(block, moment, builder, layout.date[i]);
      };
    }),
    ...fitted.shape.map((block, i): WriteRecord => {
      const write = makeShapeWriter(block, layout.shape[i]);
      const encoder = new TextEncoder();
      return ({ record, builder, missing }) => {
        const text = record[block.column] ?? "";
        if (text.trim() === "") missing.add(block.column);
        if (block.measures.length === 0) return;
        const bytes = encoder.encode(text);
        write(bytes, 0, bytes.length, builder);
      };
    }),
  ];
}

function termWriters({ settings, vocabularies }: FittedTfidf): WriteRecord[] {
  let first = 0;
  return vocabularies.map((vocabulary) => {
    const write = termWriter(vocabulary, settings, first);
    first += vocabulary.terms.length;
    return write;
  });
}

function termWriter(vocabulary: FittedVocabulary, settings: TfidfSettings, firstTerm: number): WriteRecord {
  const termOf = new Map(vocabulary.terms.map((text, term) => [text, term]));
  const counter = new TermCounter(vocabulary, settings);
  return ({ record, builder, missing, tokens, known, unseen }) => {
    const words = vocabulary.columns.flatMap((column) => tokens.get(column) ?? []);
    for (const column of vocabulary.columns) if ((record[column] ?? "").trim() === "") missing.add(column);
    for (let i = 0; i < words.length; i++) {
      let text = words[i];
      unseen.add(text);
      for (let n = 1; ; n++) {
        const term = n >= settings.ngramMin ? termOf.get(text) : undefined;
        if (term !== undefined) {
          counter.add(term);
          for (let k = i; k < i + n; k++) known.add(words[k]);
        }
        if (n >= settings.ngramMax || i + n >= words.length) break;
        text += ` ${words[i + n]}`;
      }
    }
    counter.writeRow(builder, firstTerm);
  };
}
