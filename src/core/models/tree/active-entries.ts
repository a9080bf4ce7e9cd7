import type { SortedColumns } from "./sorted-columns";

/**
 * The non-zero entries a growing tree still has to look at. A node owns a list of segments, one for each column with
 * at least two entries among its rows, and a segment is a run of `arena`: entry numbers of the sorted columns,
 * ascending by value. Splitting a node partitions its segments stably and in place, so nothing is ever sorted again
 * (SLIQ, Mehta et al. 1996; SPRINT, Shafer et al. 1996).
 *
 * A column with one entry left in a node can only split off that entry's row, and all such columns of a row do so
 * equally well. They leave the segments for good and are counted by row: in text that is most of them, soon.
 */
export class ActiveEntries {
  readonly arena: Uint32Array;
  feature: Int32Array;
  start: Uint32Array;
  length: Uint32Array;
  /** columns in which the row is its node's only entry */
  readonly singles: Uint32Array;
  /** 1 where an entry, by its place in the rows, is such a column */
  readonly isSingle: Uint8Array;
  /** columns of the smaller child's rows with how many of them */
  private readonly count: Uint32Array;
  private readonly scratch: Uint32Array;

  constructor(readonly columns: SortedColumns) {
    const entries = columns.row.length;
    this.arena = new Uint32Array(entries);
    this.feature = new Int32Array(0);
    this.start = new Uint32Array(0);
    this.length = new Uint32Array(0);
    this.singles = new Uint32Array(columns.rows);
    this.isSingle = new Uint8Array(entries);
    this.count = new Uint32Array(columns.columns);
    this.scratch = new Uint32Array(columns.rows + 1);
    this.reserve(columns.columns);
  }

  /** The segments of a root whose rows have a weight; they are [0, result). */
  plant(weights: Float64Array): number {
    const { start, row } = this.columns;
    const { arena } = this;
    this.singles.fill(0);
    this.isSingle.fill(0);
    let segments = 0;
    let at = 0;
    for (let c = 0; c < this.columns.columns; c++) {
      const from = at;
      for (let e = start[c]; e < start[c + 1]; e++) {
        arena[at] = e;
        if (weights[row[e]] > 0) at++;
      }
      if (at - from === 1) this.addSingle(arena[from]);
      if (at - from < 2) continue;
      this.feature[segments] = c;
      this.start[segments] = from;
      this.length[segments++] = at - from;
    }
    return segments;
  }

  /**
   * Divides the segments [from, to) between two children. The larger child's stay at `from`, the smaller child's follow
   * them; the rows of the smaller are `rows[smallFrom .. smallTo)` and have a 1 in `isSmall`. A child that is a leaf
   * gets none. Columns that the smaller child's rows do not touch cost nothing but their place in the list.
   *
   * @returns where the larger child's segments end and the smaller's begin, and where those end
   */
  divide(node: {
    readonly from: number;
    readonly to: number;
    readonly rows: Uint32Array;
    readonly smallFrom: number;
    readonly smallTo: number;
    readonly isSmall: Uint8Array;
    readonly largeIsLeaf: boolean;
    readonly smallIsLeaf: boolean;
  }): { largeTo: number; smallTo: number } {
    const { from, to, isSmall, largeIsLeaf, smallIsLeaf } = node;
    this.countColumns(node, 1);
    this.reserve(to + (to - from));
    const { arena, scratch, count, feature, start, length } = this;
    const rowOf = this.columns.row;
    let large = from;
    let small = to;
    for (let k = from; k < to; k++) {
      const column = feature[k];
      const first = start[k];
      const size = length[k];
      const inSmall = count[column];
      if (inSmall !== 0 && inSmall !== size) {
        let kept = first;
        let moved = 0;
        for (let i = first; i < first + size; i++) {
          const entry = arena[i];
          const goes = isSmall[rowOf[entry]];
          arena[kept] = entry;
          scratch[moved] = entry;
          moved += goes;
          kept += 1 - goes;
        }
        for (let i = 0; i < moved; i++) arena[kept + i] = scratch[i];
      }
      const stays = size - inSmall;
      if (stays > 0 && !largeIsLeaf) {
        if (stays === 1) this.addSingle(arena[first]);
        else {
          feature[large] = column;
          start[large] = first;
          length[large++] = stays;
        }
      }
      if (inSmall > 0 && !smallIsLeaf) {
        if (inSmall === 1) this.addSingle(arena[first + stays]);
        else {
          feature[small] = column;
          start[small] = first + stays;
          length[small++] = inSmall;
        }
      }
    }
    this.countColumns(node, 0);
    feature.copyWithin(large, to, small);
    start.copyWithin(large, to, small);
    length.copyWithin(large, to, small);
    return { largeTo: large, smallTo: large + small - to };
  }

  private countColumns(node: { rows: Uint32Array; smallFrom: number; smallTo: number }, step: 0 | 1): void {
    const { count } = this;
    const { indptr, indices } = this.columns;
    for (let i = node.smallFrom; i < node.smallTo; i++) {
      const row = node.rows[i];
      for (let k = indptr[row]; k < indptr[row + 1]; k++) count[indices[k]] = step * (count[indices[k]] + 1);
    }
  }

  private addSingle(entry: number): void {
    this.singles[this.columns.row[entry]]++;
    this.isSingle[this.columns.rowPosition[entry]] = 1;
  }

  private reserve(segments: number): void {
    if (segments <= this.feature.length) return;
    const grown = {
      feature: new Int32Array(2 * segments),
      start: new Uint32Array(2 * segments),
      length: new Uint32Array(2 * segments),
    };
    grown.feature.set(this.feature);
    grown.start.set(this.start);
    grown.length.set(this.length);
    Object.assign(this, grown);
  }
}
