import type { ActiveEntries } from "./active-entries";
import { hash32 } from "./tree-random";

interface DrawNode {
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly segmentFrom: number;
  readonly segmentTo: number;
}

const NONE = -1;

/**
 * Draws the columns that one split may use: a node's seed puts all columns in an order, and the first so many are drawn. The
 * order is never written down: each column's place in it is worked out when it is asked for, so that a node pays for the
 * columns it has entries of and not for those it has not, which in text are most.
 */
export class ColumnDraw {
  private readonly columns: number;
  private readonly mask: number;
  private readonly shift: number;
  private one = 0;
  private two = 0;
  private three = 0;
  /** drawn beyond the first so many */
  private extra = NONE;

  constructor(
    private readonly entries: ActiveEntries,
    private readonly count: number,
  ) {
    this.columns = entries.columns.columns;
    const bits = this.columns < 2 ? 0 : 32 - Math.clz32(this.columns - 1);
    this.mask = 2 ** bits - 1;
    this.shift = Math.max(1, bits >> 1);
  }

  /** Draws without replacement, columns that are constant in the node among them. Depends on the node's seed alone. */
  draw(seed: number): void {
    this.one = hash32(seed ^ 0x6a09e667);
    this.two = hash32(this.one ^ 0xbb67ae85);
    this.three = hash32(this.two ^ 0x3c6ef372);
    this.extra = NONE;
  }

  has(column: number): boolean {
    return this.placeOf(column) < this.count || column === this.extra;
  }

  /**
   * A column's place in the order: rounds of adding, multiplying by an odd number and folding, each of which can be undone, within
   * the next power of two; walked on until the place is one of a column (Black and Rogaway 2002, cycle walking).
   */
  private placeOf(column: number): number {
    const { one, two, three, mask, shift } = this;
    let x = column;
    do {
      x = Math.imul(x + one, two | 1) & mask;
      x ^= x >>> shift;
      x = Math.imul(x + (two >>> 16), three | 1) & mask;
      x ^= x >>> shift;
      x = Math.imul(x + (three >>> 16), one | 1) & mask;
      x ^= x >>> shift;
    } while (x >= this.columns);
    return x;
  }

  /**
   * When no drawn column gave a split: as scikit-learn does, draws on until one is not constant in the node. False when
   * one was already, or all are. O(entries of the node's rows).
   */
  drawOn(node: DrawNode, rows: Uint32Array): boolean {
    const { entries } = this;
    const { indptr, indices, entryAt, value } = entries.columns;
    const size = node.rowTo - node.rowFrom;
    let least = Infinity;
    let next = NONE;
    const note = (column: number): void => {
      const place = this.placeOf(column);
      if (place >= least) return;
      least = place;
      next = column;
    };
    for (let k = node.segmentFrom; k < node.segmentTo; k++) {
      const first = entries.start[k];
      const last = first + entries.length[k] - 1;
      if (entries.length[k] === size && value[entries.arena[first]] === value[entries.arena[last]]) continue;
      note(entries.feature[k]);
    }
    for (let i = node.rowFrom; i < node.rowTo; i++) {
      if (entries.singles[rows[i]] === 0) continue;
      for (let k = indptr[rows[i]]; k < indptr[rows[i] + 1]; k++) {
        if (entries.isSingle[entryAt[k]] === 1) note(indices[k]);
      }
    }
    this.extra = next;
    return next !== NONE && least >= this.count;
  }
}
