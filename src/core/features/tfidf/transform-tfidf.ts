import type { CsrMatrix } from "../../sparse/csr";
import { CsrBuilder } from "../../sparse/csr-builder";
import type { Tokens } from "../../text/tokens";
import { termCount } from "./fitted-tfidf";
import type { FittedTfidf, FittedVocabulary, TfidfSettings } from "./fitted-tfidf";
import { RowTokens, tokenColumns } from "./row-tokens";
import { TermCounter } from "./term-counter";
import { TermIndex } from "./term-index";

/** Pushes one block's entries of a row of the table. */
export type WriteRow = (row: number, builder: CsrBuilder) => void;

/**
 * Weights of the fitted terms in every row of the tokens. O(tokens x n-gram lengths).
 * @throws {DataError} "missing-column" when a column it was fitted on has no tokens
 */
export function transformTfidf(fitted: FittedTfidf, tokens: Tokens): CsrMatrix {
  const rows = tokens.columns.length === 0 ? 0 : tokens.columns[0].offsets.length - 1;
  const writers = tfidfWriters(fitted, tokens);
  const builder = new CsrBuilder(rows, termCount(fitted), entriesGuess(tokens));
  for (let row = 0; row < rows; row++) {
    for (const write of writers) write(row, builder);
    builder.endRow();
  }
  return builder.finish();
}

/** One writer a vocabulary; the first column of the first one is 0. */
export function tfidfWriters(fitted: FittedTfidf, tokens: Tokens): WriteRow[] {
  let first = 0;
  return fitted.vocabularies.map((vocabulary) => {
    const write = vocabularyWriter(vocabulary, fitted.settings, tokens, first);
    first += vocabulary.terms.length;
    return write;
  });
}

/** More entries than most texts give: a row's distinct terms are fewer than its tokens. */
export function entriesGuess(tokens: Tokens): number {
  return 0.8 * tokens.columns.reduce((sum, column) => sum + column.ids.length, 0);
}

function vocabularyWriter(
  vocabulary: FittedVocabulary,
  settings: TfidfSettings,
  tokens: Tokens,
  firstColumn: number,
): WriteRow {
  const index = new TermIndex(vocabulary, tokens);
  const counter = new TermCounter(vocabulary, settings);
  const rowTokens = new RowTokens(tokenColumns(tokens, vocabulary.columns));
  const count = (term: number) => counter.add(term);
  return (row, builder) => {
    rowTokens.read(row);
    index.forEachTerm(rowTokens.ids, rowTokens.length, count);
    counter.writeRow(builder, firstColumn);
  };
}
