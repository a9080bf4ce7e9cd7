import type { FittedFeatures } from "../core/features/fit-features";
import { makeTermFinders } from "../core/features/term-finders";
import { alignTokens } from "../core/text/align-tokens";
import type { TextSpan } from "../core/text/align-tokens";
import type { CleaningSettings } from "../core/text/cleaning-options";
import { makeTokenTracer } from "../core/text/trace-tokens";

/** A stretch of a text as it was written. */
export interface TextPiece {
  readonly text: string;
  /** what the model read; null for what it did not */
  readonly token: string | null;
  /** how far this stretch moved the prediction */
  readonly value: number;
}

export interface HighlightedText {
  readonly column: string;
  readonly pieces: readonly TextPiece[];
}

export interface ColumnValues {
  /** of the matrix */
  readonly columns: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/**
 * A function that lays the contributions of the words back onto the texts they came from. A term's share goes in equal
 * parts to its occurrences, and of each to its words, so that the pieces add up to what all terms in the post moved. Terms
 * that the post lacks have no place in it. Texts the model does not read word by word come back whole.
 */
export function makeTextHighlighter(
  features: FittedFeatures,
  cleaning: CleaningSettings,
): (record: Readonly<Record<string, string | undefined>>, moved: ColumnValues) => HighlightedText[] {
  const trace = makeTokenTracer(cleaning);
  const { text } = features;
  if (text === null) return () => [];
  const { ngramMin, ngramMax } = text.settings;
  const finders = makeTermFinders(text);
  return (record, { columns, values }) => {
    const valueOf = new Map(Array.from(columns, (column, i) => [column, values[i]]));
    return finders.flatMap((finder) => {
      const texts = finder.columns.map((column) => ({
        column,
        spans: alignTokens(record[column] ?? "", trace(record[column] ?? "")),
      }));
      const tokens = texts.flatMap(({ spans }) => spans.flatMap(({ token }) => token ?? []));
      const shares = sharesOf(tokens, { columnOf: finder.columnOf, valueOf, ngramMin, ngramMax });
      let next = 0;
      return texts.map(({ column, spans }) => ({
        column,
        pieces: spans.map(({ text: written, token }: TextSpan) => ({
          text: written,
          token,
          value: token === null ? 0 : shares[next++],
        })),
      }));
    });
  };
}

function sharesOf(
  tokens: readonly string[],
  from: {
    readonly columnOf: (term: string) => number | undefined;
    readonly valueOf: ReadonlyMap<number, number>;
    readonly ngramMin: number;
    readonly ngramMax: number;
  },
): Float64Array {
  const { columnOf, valueOf, ngramMin, ngramMax } = from;
  const found: { at: number; words: number; column: number }[] = [];
  const times = new Map<number, number>();
  for (let at = 0; at < tokens.length; at++) {
    let term = "";
    for (let words = 1; words <= ngramMax && at + words <= tokens.length; words++) {
      term = words === 1 ? tokens[at] : `${term} ${tokens[at + words - 1]}`;
      const column = words >= ngramMin ? columnOf(term) : undefined;
      if (column === undefined || !valueOf.has(column)) continue;
      found.push({ at, words, column });
      times.set(column, (times.get(column) ?? 0) + 1);
    }
  }
  const shares = new Float64Array(tokens.length);
  for (const { at, words, column } of found) {
    const share = valueOf.get(column)! / (times.get(column)! * words);
    for (let i = at; i < at + words; i++) shares[i] += share;
  }
  return shares;
}
