import type { CsrMatrix } from "../sparse/csr";
import type { FittedFeatures } from "./fit-features";

/** One term of the fitted vocabulary. */
export interface TermRow {
  readonly term: string;
  /** the text columns it comes from: `title + body` */
  readonly column: string;
  /** training rows that hold it */
  readonly documents: number;
  readonly idf: number;
  /** sum of its entries over the rows asked for */
  readonly weight: number;
}

/** Every term in order of its column, with its weight over the given rows of the matrix. O(entries of the rows). */
export function vocabularyTable(fitted: FittedFeatures, matrix: CsrMatrix, rows: ArrayLike<number>): TermRow[] {
  if (fitted.text === null) return [];
  const weights = new Float64Array(matrix.columns);
  for (let i = 0; i < rows.length; i++) {
    for (let e = matrix.indptr[rows[i]]; e < matrix.indptr[rows[i] + 1]; e++)
      weights[matrix.indices[e]] += matrix.values[e];
  }
  let next = 0;
  return fitted.text.vocabularies.flatMap(({ columns, terms, documentCounts, idf }) => {
    const column = columns.join(" + ");
    return terms.map((term, i) => ({
      term,
      column,
      documents: documentCounts[i],
      idf: idf[i],
      weight: weights[next++],
    }));
  });
}
