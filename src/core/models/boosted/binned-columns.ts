import type { CsrMatrix } from "../../sparse/csr";

/**
 * A column cut into bins. Value `v` is in the first bin `b` with `v <= thresholds[b]`, or in the last one; missing
 * values have a bin of their own after it. Its bins stand in a histogram from `offset` on.
 */
export interface BinnedColumn {
  /** of the matrix */
  readonly column: number;
  readonly thresholds: Float64Array;
  /** bins in use, the one for missing values not counted */
  readonly bins: number;
  readonly hasMissing: boolean;
  readonly offset: number;
  /** a bin for every row; null for a sparse column, whose bins are in its group's `rowBins` and in `entryBins` */
  readonly dense: Uint8Array | null;
  /** sparse: the bin of the rows that hold nothing */
  readonly zeroBin: number;
  /** sparse: rows that hold something, with the bins they are in */
  readonly entryRows: Uint32Array;
  readonly entryBins: Uint8Array;
}

export interface ColumnGroup {
  /** columns by their places, `to` not included */
  readonly from: number;
  readonly to: number;
  /** the entries of the sparse ones row by row: places in a histogram */
  readonly indptr: Uint32Array;
  readonly rowBins: Uint32Array;
}

export interface BinnedColumns {
  readonly rows: number;
  readonly columns: readonly BinnedColumn[];
  /** all columns in turn: what one worker sums and searches in one go */
  readonly groups: readonly ColumnGroup[];
  /** bins of all columns together */
  readonly bins: number;
}

/** A split is a few hundredths of a millisecond: more groups would cost more than they spread the work. */
const MOST_GROUPS = 16;

/** Rows that cost a column as much as a bin; all but the first nodes hold a small part of the rows. */
const ROWS_A_BIN = 16;

/** From this share of non-zero rows on, a byte for every row is less work than a list of entries. */
const DENSE_SHARE = 0.2;

interface ColumnEntries {
  readonly rows: Uint32Array;
  readonly values: Float64Array;
}

/**
 * Cuts columns as scikit-learn's _BinMapper: half-way between neighbours where there are at most `maxBins` distinct values,
 * else at percentiles of all rows, zeros included. Columns that cannot be split with at least `minSamplesLeaf` rows on
 * either side are left out. O(entries log entries of a column).
 */
export function binColumns(x: CsrMatrix, maxBins: number, minSamplesLeaf: number): BinnedColumns {
  const columns: BinnedColumn[] = [];
  let offset = 0;
  byColumn(x, (column, entries) => {
    if (entries.rows.length < minSamplesLeaf) return;
    const sorted = entries.values.slice().sort();
    let present = sorted.length;
    while (present > 0 && Number.isNaN(sorted[present - 1])) present--;
    const hasMissing = present < sorted.length;
    const thresholds = findThresholds(sorted.subarray(0, present), x.rows - entries.rows.length, maxBins);
    const bins = thresholds.length + 1;
    if (bins === 1 && !hasMissing) return;
    const entryBins = binsOf(entries.values, thresholds);
    const zeroBin = binOf(thresholds, 0);
    const isDense = entries.rows.length >= DENSE_SHARE * x.rows;
    const dense = isDense ? new Uint8Array(x.rows).fill(zeroBin) : null;
    if (dense) for (let i = 0; i < entryBins.length; i++) dense[entries.rows[i]] = entryBins[i];
    const entryRows = isDense ? new Uint32Array(0) : entries.rows;
    columns.push({ column, thresholds, bins, hasMissing, offset, dense, zeroBin, entryRows, entryBins });
    offset += bins + (hasMissing ? 1 : 0);
  });
  return { rows: x.rows, columns, groups: groupColumns(x.rows, columns), bins: offset };
}

/** Groups of about the same work. They depend on the data alone, not on who is there to do it. */
function groupColumns(rows: number, columns: readonly BinnedColumn[]): ColumnGroup[] {
  const cost = ({ bins, dense, entryRows }: BinnedColumn) => bins + (dense ?? entryRows).length / ROWS_A_BIN;
  const each = columns.reduce((sum, column) => sum + cost(column), 0) / MOST_GROUPS;
  const groups: ColumnGroup[] = [];
  let from = 0;
  let spent = 0;
  columns.forEach((column, at) => {
    spent += cost(column);
    if (spent < each * (groups.length + 1) && at < columns.length - 1) return;
    groups.push({ from, to: at + 1, ...byRow(rows, columns.slice(from, at + 1)) });
    from = at + 1;
  });
  return groups;
}

/** Calls back for each column with its stored entries, zeros left out, in the order of the rows. */
function byColumn(x: CsrMatrix, visit: (column: number, entries: ColumnEntries) => void): void {
  const start = new Uint32Array(x.columns + 1);
  const entries = x.indptr[x.rows];
  for (let k = 0; k < entries; k++) if (x.values[k] !== 0) start[x.indices[k] + 1]++;
  for (let c = 0; c < x.columns; c++) start[c + 1] += start[c];
  const next = start.slice();
  const rows = new Uint32Array(start[x.columns]);
  const values = new Float64Array(start[x.columns]);
  for (let r = 0; r < x.rows; r++) {
    for (let k = x.indptr[r]; k < x.indptr[r + 1]; k++) {
      if (x.values[k] === 0) continue;
      const at = next[x.indices[k]]++;
      rows[at] = r;
      values[at] = x.values[k];
    }
  }
  for (let c = 0; c < x.columns; c++) {
    visit(c, { rows: rows.subarray(start[c], start[c + 1]), values: values.subarray(start[c], start[c + 1]) });
  }
}

/** @param sorted values that are not zero, ascending @param zeros how many more are zero */
function findThresholds(sorted: Float64Array, zeros: number, maxBins: number): Float64Array {
  const firstPositive = sorted.findIndex((value) => value > 0);
  const zerosFrom = firstPositive < 0 ? sorted.length : firstPositive;
  const at = (i: number): number => (i < zerosFrom ? sorted[i] : i < zerosFrom + zeros ? 0 : sorted[i - zeros]);
  const count = sorted.length + zeros;
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i === zerosFrom && zeros > 0) distinct.push(0);
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]);
  }
  if (zerosFrom === sorted.length && zeros > 0) distinct.push(0);
  const cuts: number[] = [];
  if (distinct.length <= maxBins) {
    for (let i = 1; i < distinct.length; i++) cuts.push(distinct[i - 1] / 2 + distinct[i] / 2);
  } else {
    for (let i = 1; i < maxBins; i++) {
      const place = (i / maxBins) * (count - 1);
      const cut = at(Math.floor(place)) / 2 + at(Math.ceil(place)) / 2;
      if (cuts.at(-1) !== cut) cuts.push(cut);
    }
  }
  return Float64Array.from(cuts, (cut) => Math.min(cut, Number.MAX_VALUE));
}

/** Missing values are in the bin after the last. */
function binsOf(values: Float64Array, thresholds: Float64Array): Uint8Array {
  const bins = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    bins[i] = value !== value ? thresholds.length + 1 : binOf(thresholds, value);
  }
  return bins;
}

function binOf(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byRow(rows: number, columns: readonly BinnedColumn[]): { indptr: Uint32Array; rowBins: Uint32Array } {
  const indptr = new Uint32Array(rows + 1);
  for (const { entryRows } of columns) for (const row of entryRows) indptr[row + 1]++;
  for (let r = 0; r < rows; r++) indptr[r + 1] += indptr[r];
  const rowBins = new Uint32Array(indptr[rows]);
  const next = indptr.slice();
  for (const { entryRows, entryBins, offset } of columns) {
    for (let i = 0; i < entryRows.length; i++) rowBins[next[entryRows[i]]++] = offset + entryBins[i];
  }
  return { indptr, rowBins };
}
