import type { ActiveEntries } from "./active-entries";
import { TreeRandom } from "./tree-random";

interface DrawNode {
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
  /** where each drawn column came from */
  private readonly swaps: number[] = [];
  private random = new TreeRandom(0);
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
   * Marks `count` columns drawn without replacement, constant ones among them. Depends on the node's seed alone.
   * O(columns drawn).
   */
  draw(seed: number): void {
    this.putBack();
    this.mark++;
    this.random = new TreeRandom(seed);
    while (this.swaps.length < this.count) this.drawOne();
  }

  /**
   * When no marked column gave a split: as scikit-learn does, draws on until one is not constant in the node. False when
   * one was already, or all are. O(entries of the node's rows + columns drawn).
   */
  drawOn(node: DrawNode, rows: Uint32Array): boolean {
    const { order, swaps, varying, mark } = this;
    if (!this.findVarying(node, rows)) return false;
    for (let drawn = 0; drawn < swaps.length; drawn++) if (varying[order[drawn]] === mark) return false;
    while (swaps.length < order.length) if (varying[this.drawOne()] === mark) return true;
    return false;
  }

  private drawOne(): number {
    const { order, swaps } = this;
    const drawn = swaps.length;
    const other = drawn + this.random.below(order.length - drawn);
    const column = order[other];
    order[other] = order[drawn];
    order[drawn] = column;
    swaps.push(other);
    this.marks[column] = this.mark;
    return column;
  }

  /** Undoes the last draw, so that none depends on an earlier one. */
  private putBack(): void {
    const { order, swaps } = this;
    for (let drawn = swaps.length - 1; drawn >= 0; drawn--) {
      const column = order[drawn];
      order[drawn] = order[swaps[drawn]];
      order[swaps[drawn]] = column;
    }
    swaps.length = 0;
  }

  /** Notes the columns with more than one value among the node's rows; false when there are none. */
  private findVarying(node: DrawNode, rows: Uint32Array): boolean {
    const { entries, varying, mark } = this;
    const { indptr, indices, entryAt, value } = entries.columns;
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
        if (entries.isSingle[entryAt[k]] === 0) continue;
        varying[indices[k]] = mark;
        any = true;
      }
    }
    return any;
  }
}
