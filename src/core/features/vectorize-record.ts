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
import { makeTermSinks } from "./term-sinks";
import type { TermSink } from "./term-sinks";
import { isHashing, textParts } from "./text-block";
import type { TfidfSettings } from "./tfidf/fitted-tfidf";

/** One post as it is typed: the text of its columns. Any may be absent. */
export type TypedRecord = Readonly<Record<string, string | undefined>>;

export interface VectorizedRecord {
  /** one row, equal to that of `transformFeatures` for the same cells */
  readonly row: CsrMatrix;
  /** columns that were fitted and are absent, blank, or hold no number or date; treated as missing */
  readonly missing: readonly string[];
  /** distinct tokens that are part of a known term, or of one in a hashed column that training rows fill; in order of appearance */
  readonly knownTokens: readonly string[];
  /** distinct tokens that are part of none */
  readonly unseenTokens: readonly string[];
  /** values the training rows did not have */
  readonly unseenCategories: readonly { readonly column: string; readonly value: string }[];
  /** where terms are hashed, which of the record's fall in a column of the matrix; null where columns have terms of their own */
  readonly terms: RecordTerms | null;
}

export type RecordTerms = ReadonlyMap<number, ReadonlySet<string>>;

/** What the parts of a record write into while it is read. */
interface Reading {
  readonly record: TypedRecord;
  readonly builder: CsrBuilder;
  readonly missing: Set<string>;
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly known: Set<string>;
  readonly unseen: Set<string>;
  readonly terms: Map<number, Set<string>> | null;
  readonly unseenCategories: { column: string; value: string }[];
}

type WriteRecord = (reading: Reading) => void;

/**
 * A function that turns one record into its row of the matrix, in some tens of microseconds. Set-up is O(terms), or O(nFeatures) where they are hashed; do it
 * once for a fitted model.
 */
export function makeRecordVectorizer(
  fitted: FittedFeatures,
  cleaning: CleaningSettings,
): (record: TypedRecord) => VectorizedRecord {
  const tokenize = makeTokenizer(cleaning);
  const textColumns = (fitted.text === null ? [] : textParts(fitted.text)).flatMap(({ columns }) => columns);
  const writers = recordWriters(fitted);
  const hashes = fitted.text !== null && isHashing(fitted.text);
  return (record) => {
    const reading: Reading = {
      record,
      builder: new CsrBuilder(1, fitted.columns, 64),
      missing: new Set(),
      tokens: new Map(textColumns.map((column) => [column, tokenize(record[column] ?? "")])),
      known: new Set(),
      unseen: new Set(),
      terms: hashes ? new Map() : null,
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
      terms: reading.terms,
    };
  };
}

function recordWriters(fitted: FittedFeatures): WriteRecord[] {
  const layout = layOut(fitted);
  return [
    ...textWriters(fitted.text),
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

function textWriters(text: FittedFeatures["text"]): WriteRecord[] {
  return text === null ? [] : makeTermSinks(text).map((sink) => termWriter(sink, text.settings));
}

function termWriter(sink: TermSink, { ngramMin, ngramMax }: TfidfSettings): WriteRecord {
  return ({ record, builder, missing, tokens, known, unseen, terms }) => {
    const words = sink.columns.flatMap((column) => tokens.get(column) ?? []);
    for (const column of sink.columns) if ((record[column] ?? "").trim() === "") missing.add(column);
    for (let i = 0; i < words.length; i++) {
      let text = words[i];
      unseen.add(text);
      for (let n = 1; ; n++) {
        const column = n >= ngramMin ? sink.add(text) : -1;
        if (column >= 0) {
          for (let k = i; k < i + n; k++) known.add(words[k]);
          if (terms) (terms.get(column) ?? terms.set(column, new Set()).get(column)!).add(text);
        }
        if (n >= ngramMax || i + n >= words.length) break;
        text += ` ${words[i + n]}`;
      }
    }
    sink.writeRow(builder);
  };
}
