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
  /**
   * What the last look at a segment found, by which later nodes skip it (see `searchSquared`): the root of its best gain over
   * weight, the root of its weight, and the node. Infinity when its entries have changed since.
   */
  reach: Float32Array;
  breadth: Float32Array;
  seenAt: Uint32Array;
  /** columns in which the row is its node's only entry */
  readonly singles: Uint32Array;
  /** 1 where an entry is alone in its column */
  readonly isSingle: Uint8Array;
  /** where a column stands in the list of the node at hand */
  private readonly place: Uint32Array;
  /** columns of the smaller child's rows, and in how many of them each is */
  private readonly touched: Uint32Array;
  private readonly count: Uint32Array;
  private readonly scratch: Uint32Array;

  constructor(readonly columns: SortedColumns) {
    const entries = columns.row.length;
    this.arena = new Uint32Array(entries);
    this.feature = new Int32Array(0);
    this.start = new Uint32Array(0);
    this.length = new Uint32Array(0);
    this.reach = new Float32Array(0);
    this.breadth = new Float32Array(0);
    this.seenAt = new Uint32Array(0);
    this.singles = new Uint32Array(columns.rows);
    this.isSingle = new Uint8Array(entries);
    this.place = new Uint32Array(columns.columns);
    this.touched = new Uint32Array(columns.columns);
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
      this.reach[segments] = Infinity;
      this.place[c] = segments;
      this.length[segments++] = at - from;
    }
    return segments;
  }

  /**
   * Divides the segments [from, to) between two children. The rows of the smaller are `rows[smallFrom .. smallTo)` and have
   * a 1 in `isSmall`. The larger child keeps the list from `from` on, up to where the result says; the smaller child's
   * begins at `to`. A child that is a leaf gets none. Columns that the smaller child's rows do not hold cost nothing.
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
    const touchedCount = this.countColumns(node);
    this.reserve(to + touchedCount);
    const { arena, scratch, count, touched, place, feature, start, length, reach } = this;
    const rowOf = this.columns.row;
    let largeTo = to;
    let smallTo = to;
    for (let t = 0; t < touchedCount; t++) {
      const column = touched[t];
      const moves = count[column];
      count[column] = 0;
      const k = place[column];
      // Not in the list: the column was one row's alone already, or has one value in the whole node above.
      if (k < from || k >= largeTo || feature[k] !== column) continue;
      const first = start[k];
      const stays = length[k] - moves;
      if (stays > 0) {
        let kept = first;
        let moved = 0;
        for (let i = first; i < first + stays + moves; i++) {
          const entry = arena[i];
          const goes = isSmall[rowOf[entry]];
          arena[kept] = entry;
          scratch[moved] = entry;
          moved += goes;
          kept += 1 - goes;
        }
        for (let i = 0; i < moved; i++) arena[kept + i] = scratch[i];
        reach[k] = Infinity;
      }
      if (!smallIsLeaf) {
        if (moves === 1) this.addSingle(arena[first + stays]);
        else {
          this.copySegment(k, smallTo);
          start[smallTo] = first + stays;
          length[smallTo++] = moves;
        }
      }
      if (stays > 1) length[k] = stays;
      else {
        if (stays === 1 && !largeIsLeaf) this.addSingle(arena[first]);
        this.copySegment(--largeTo, k);
        place[feature[k]] = k;
      }
    }
    return { largeTo, smallTo };
  }

  /** Makes [from, to) the list at hand, after another node's was. */
  resume(from: number, to: number): void {
    for (let k = from; k < to; k++) this.place[this.feature[k]] = k;
  }

  private countColumns(node: { rows: Uint32Array; smallFrom: number; smallTo: number }): number {
    const { count, touched } = this;
    const { indptr, indices } = this.columns;
    let found = 0;
    for (let i = node.smallFrom; i < node.smallTo; i++) {
      const row = node.rows[i];
      for (let k = indptr[row]; k < indptr[row + 1]; k++) {
        const column = indices[k];
        if (count[column]++ === 0) touched[found++] = column;
      }
    }
    return found;
  }

  private copySegment(from: number, to: number): void {
    this.feature[to] = this.feature[from];
    this.start[to] = this.start[from];
    this.length[to] = this.length[from];
    this.reach[to] = this.reach[from];
    this.breadth[to] = this.breadth[from];
    this.seenAt[to] = this.seenAt[from];
  }

  private addSingle(entry: number): void {
    this.singles[this.columns.row[entry]]++;
    this.isSingle[entry] = 1;
  }

  private reserve(segments: number): void {
    if (segments <= this.feature.length) return;
    const old = this.lists();
    this.feature = new Int32Array(2 * segments);
    this.start = new Uint32Array(2 * segments);
    this.length = new Uint32Array(2 * segments);
    this.reach = new Float32Array(2 * segments);
    this.breadth = new Float32Array(2 * segments);
    this.seenAt = new Uint32Array(2 * segments);
    this.lists().forEach((list, i) => list.set(old[i]));
  }

  private lists() {
    return [this.feature, this.start, this.length, this.reach, this.breadth, this.seenAt];
  }
}
