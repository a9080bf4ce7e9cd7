import type { ActiveEntries } from "./active-entries";
import { TreeRandom } from "./tree-random";

interface DrawNode {
  readonly seed: number;
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly segmentFrom: number;
  readonly segmentTo: number;
}

/** Draws the columns that one split may use. */
export class ColumnDraw {
  /** column -> mark of the last draw that it was in */
  readonly marks: Uint32Array;
  mark = 0;
  private readonly order: Uint32Array;
  private readonly varying: Uint32Array;

  constructor(
    private readonly entries: ActiveEntries,
    private readonly count: number,
  ) {
    const { columns } = entries.columns;
    this.marks = new Uint32Array(columns);
    this.varying = new Uint32Array(columns);
    this.order = Uint32Array.from({ length: columns }, (_, column) => column);
  }

  /**
   * Marks columns drawn without replacement as scikit-learn does: so many of all columns, constant ones among them, and
   * then on until at least one is not constant in the node. False when all are constant. Depends on the node's seed
   * and rows alone. O(entries of the node's rows + columns drawn).
   */
  draw(node: DrawNode, rows: Uint32Array): boolean {
    this.mark++;
    if (!this.findVarying(node, rows)) return false;
    const { order, marks, mark, varying } = this;
    const random = new TreeRandom(node.seed);
    const swaps: number[] = [];
    let found = false;
    for (let drawn = 0; drawn < order.length && (drawn < this.count || !found); drawn++) {
      const other = drawn + random.below(order.length - drawn);
      const column = order[other];
      order[other] = order[drawn];
      order[drawn] = column;
      swaps.push(other);
      marks[column] = mark;
      if (varying[column] === mark) found = true;
    }
    // Put the order back, so that no draw depends on an earlier one.
    for (let drawn = swaps.length - 1; drawn >= 0; drawn--) {
      const column = order[drawn];
      order[drawn] = order[swaps[drawn]];
      order[swaps[drawn]] = column;
    }
    return true;
  }

  /** Notes the columns with more than one value among the node's rows; false when there are none. */
  private findVarying(node: DrawNode, rows: Uint32Array): boolean {
    const { entries, varying, mark } = this;
    const { indptr, indices, value } = entries.columns;
    const size = node.rowTo - node.rowFrom;
    let any = false;
    for (let k = node.segmentFrom; k < node.segmentTo; k++) {
      const first = entries.start[k];
      const last = first + entries.length[k] - 1;
      if (entries.length[k] === size && value[entries.arena[first]] === value[entries.arena[last]]) continue;
      varying[entries.feature[k]] = mark;
      any = true;
    }
    for (let i = node.rowFrom; i < node.rowTo; i++) {
      if (entries.singles[rows[i]] === 0) continue;
      for (let k = indptr[rows[i]]; k < indptr[rows[i] + 1]; k++) {
        if (entries.isSingle[k] === 0) continue;
        varying[indices[k]] = mark;
        any = true;
      }
    }
    return any;
  }
}
