import type { CsrMatrix } from "../sparse/csr";
import type { FittedFeatures } from "./fit-features";
import { hashedLabel } from "./hashing/fitted-hashing";
import type { HashedColumns } from "./hashing/fitted-hashing";
import { isHashing } from "./text-block";

/** One term of the fitted vocabulary, or one column that terms are hashed into. */
export interface TermRow {
  readonly term: string;
  /** the text columns it comes from: `title + body` */
  readonly column: string;
  /** training rows that hold it */
  readonly documents: number;
  readonly idf: number;
  /** sum of its entries over some rows, whatever their signs */
  readonly weight: number;
}

/** How many rows {@link vocabularyTable} has. */
export function vocabularySize({ text }: FittedFeatures): number {
  if (text === null) return 0;
  const sizes = isHashing(text)
    ? text.hashed.map(({ names }) => new Set(names.places).size)
    : text.vocabularies.map(({ terms }) => terms.length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Every term in order of its column, with its weight; where terms are hashed, the columns that have a name. O(terms).
 * @param weights of the matrix's columns, as {@link columnWeights} gives them
 */
export function vocabularyTable(fitted: FittedFeatures, weights: Float64Array): TermRow[] {
  if (fitted.text === null) return [];
  let next = 0;
  if (isHashing(fitted.text)) {
    return fitted.text.hashed.flatMap((part) => {
      const first = next;
      next += part.hashes.length;
      return namedColumns(part, weights.subarray(first, next));
    });
  }
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

/** By column of the matrix: the sum of its entries over the given rows, whatever their signs. O(entries of the rows). */
export function columnWeights(matrix: CsrMatrix, rows: ArrayLike<number>): Float64Array {
  const weights = new Float64Array(matrix.columns);
  for (let i = 0; i < rows.length; i++) {
    for (let e = matrix.indptr[rows[i]]; e < matrix.indptr[rows[i] + 1]; e++)
      weights[matrix.indices[e]] += Math.abs(matrix.values[e]);
  }
  return weights;
}

function namedColumns(part: HashedColumns, weights: Float64Array): TermRow[] {
  const column = part.columns.join(" + ");
  return [...new Set(part.names.places)].map((place) => ({
    term: hashedLabel(part, place),
    column,
    documents: part.documentCounts[place],
    idf: part.idf[place],
    weight: weights[place],
  }));
}
