import type { TermView } from "./views";

export interface TermQuery {
  /** part of a term, any case; absent or empty takes all */
  readonly filter?: string;
  readonly sort: "term" | "documents" | "idf" | "weight";
  readonly descending: boolean;
  readonly start: number;
  readonly end: number;
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
