import { vocabularyTable } from "../core/features/vocabulary-table";
import type { StageOutputs } from "./stages/stage-run";
import type { TermView } from "./views";

export interface TermQuery {
  /** part of a term, any case; absent or empty takes all */
  readonly filter?: string;
  readonly sort: "term" | "documents" | "idf" | "weight";
  readonly descending: boolean;
  readonly start: number;
  readonly end: number;
}

type Features = Pick<StageOutputs["features"], "fitted" | "weights">;

const listed = new WeakMap<Features, readonly TermView[]>();

/** The vocabulary of a result, listed when it is first looked at: sending it from a worker takes longer. */
export function termsOf(features: Features): readonly TermView[] {
  let terms = listed.get(features);
  if (!terms) listed.set(features, (terms = vocabularyTable(features.fitted, features.weights)));
  return terms;
}

/** One page of the vocabulary, and how many terms match in all. Ties stay in the order of the vocabulary. */
export function queryTerms(
  terms: readonly TermView[],
  query: TermQuery,
): { total: number; terms: readonly TermView[] } {
  const wanted = query.filter?.toLowerCase() ?? "";
  const matching = wanted === "" ? [...terms] : terms.filter(({ term }) => term.toLowerCase().includes(wanted));
  const sign = query.descending ? -1 : 1;
  const { sort } = query;
  matching.sort((a, b) => {
    if (sort === "term") return sign * (a.term < b.term ? -1 : a.term > b.term ? 1 : 0);
    return sign * (a[sort] - b[sort]);
  });
  return { total: matching.length, terms: matching.slice(query.start, query.end) };
}
