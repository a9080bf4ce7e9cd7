import { ActiveEntries } from "./active-entries";
import { ColumnDraw } from "./column-draw";
import type { Criterion, WeightedTargets } from "./criterion";
import type { SortedColumns } from "./sorted-columns";
import { searchCriterion, searchSquared, type SearchNode, type Split } from "./split-search";
import { hashPair } from "./tree-random";
import { inPreorder, type Trees } from "./trees";

export interface GrowSettings {
  /** Infinity for no limit */
  readonly maxDepth: number;
  readonly minSamplesSplit: number;
  readonly minSamplesLeaf: number;
  /** columns tried at each split */
  readonly columnsPerSplit: number;
}

/** What a tree is grown on. Rows of weight 0 are left out; the others count as one row each for the size limits. */
export interface GrowTarget {
  readonly weights: Float64Array;
  /** decides which nodes are pure: equal means nothing is left to split */
  readonly labels: Float64Array;
  /** squared error takes the fast way, on these sums; otherwise `criterion` decides */
  readonly squared: { readonly targets: WeightedTargets; readonly offset: number; readonly scale: number } | null;
  readonly criterion: Criterion | null;
}

interface Node {
  readonly id: number;
  readonly seed: number;
  readonly depth: number;
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly segmentFrom: number;
  readonly segmentTo: number;
}

/** Grows one tree after another on the same columns, in the same buffers. */
export class TreeGrower {
  private readonly entries: ActiveEntries;
  private readonly rows: Uint32Array;
  private readonly isSmall: Uint8Array;
  /** null where every split tries every column */
  private readonly columnDraw: ColumnDraw | null;
  private readonly split: Split = { gain: -1, feature: -1, first: 0, last: -1, above: false, row: -1, segment: -1 };
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly value: Float64Array;
  private readonly means: Float64Array;
  private nodes = 0;
  private weight = 0;
  private sum = 0;

  constructor(
    private readonly columns: SortedColumns,
    private readonly settings: GrowSettings,
    private readonly outputs: number,
  ) {
    this.entries = new ActiveEntries(columns);
    this.rows = new Uint32Array(columns.rows);
    this.isSmall = new Uint8Array(columns.rows);
    const isPartial = settings.columnsPerSplit < columns.columns;
    this.columnDraw = isPartial ? new ColumnDraw(this.entries, settings.columnsPerSplit) : null;
    const most = Math.max(1, 2 * columns.rows - 1);
    this.feature = new Int32Array(most);
    this.threshold = new Float32Array(most);
    this.left = new Uint32Array(most);
    this.right = new Uint32Array(most);
    this.value = new Float64Array(most * outputs);
    this.means = new Float64Array(most);
  }

  /**
   * One tree, the same for the same target and seed. Adds to `importance` how much the splits of each column lower the
   * impurity, in shares of all that the tree lowers it.
   */
  grow(target: GrowTarget, seed: number, importance: Float64Array): Trees {
    let count = 0;
    for (let row = 0; row < this.columns.rows; row++) if (target.weights[row] > 0) this.rows[count++] = row;
    this.nodes = 1;
    const decrease = new Float64Array(importance.length);
    if (this.settle(target, 0, 0, 0, count)) return inPreorder(this, this.nodes, this.outputs);
    const segmentTo = this.entries.plant(target.weights);
    this.growFrom({ id: 0, seed, depth: 0, rowFrom: 0, rowTo: count, segmentFrom: 0, segmentTo }, target, decrease);
    const total = decrease.reduce((a, b) => a + b, 0);
    if (total > 0) for (let c = 0; c < decrease.length; c++) importance[c] += decrease[c] / total;
    return inPreorder(this, this.nodes, this.outputs);
  }

  /** Splits a node and all below it: the smaller child by a call, the larger in the loop, so calls nest log2(rows) deep. */
  private growFrom(root: Node, target: GrowTarget, decrease: Float64Array): void {
    let node: Node | null = root;
    while (node !== null) {
      // The totals of the node are those of the last `settle`, unless other nodes came between: take them anew.
      this.total(target, node.rowFrom, node.rowTo);
      if (!this.findSplit(node, target)) return;
      const { split } = this;
      const gained = target.squared ? split.gain / this.weight : (target.criterion as Criterion).decrease(split.gain);
      decrease[split.feature] += gained;
      node = this.divide(node, target, decrease);
    }
  }

  private findSplit(node: Node, target: GrowTarget): boolean {
    const { entries, split, columnDraw } = this;
    columnDraw?.draw(node.seed);
    const search: SearchNode = {
      rows: this.rows,
      rowFrom: node.rowFrom,
      rowTo: node.rowTo,
      segmentFrom: node.segmentFrom,
      segmentTo: node.segmentTo,
      weight: this.weight,
      sum: this.sum,
      seed: node.seed,
      id: node.id,
      means: this.means,
      minSamplesLeaf: this.settings.minSamplesLeaf,
      draw: columnDraw,
    };
    const look = () => {
      if (target.squared) searchSquared(entries, target.squared.targets, search, split);
      else searchCriterion(entries, target.criterion as Criterion, search, split);
    };
    look();
    if (split.feature < 0 && columnDraw?.drawOn(node, this.rows)) look();
    return split.feature >= 0;
  }

  /** Writes the split down, divides rows and entries, grows the smaller child and returns the larger, or null for a leaf. */
  private divide(node: Node, target: GrowTarget, decrease: Float64Array): Node | null {
    const { split, entries, isSmall, rows } = this;
    this.feature[node.id] = split.feature;
    this.threshold[node.id] = this.thresholdOf(node);
    const sideIsLeft = !this.sideIsAbove();
    const side = split.row >= 0 ? 1 : split.last + 1 - split.first;
    if (split.row >= 0) isSmall[split.row] = 1;
    for (let i = split.first; i <= split.last; i++) isSmall[this.columns.row[entries.arena[i]]] = 1;
    const size = node.rowTo - node.rowFrom;
    const sideIsSmall = 2 * side <= size;
    if (!sideIsSmall) for (let i = node.rowFrom; i < node.rowTo; i++) isSmall[rows[i]] ^= 1;
    const middle = this.divideRows(node);
    const smallIsLeft = sideIsSmall === sideIsLeft;
    const leftId = this.nodes++;
    const rightId = this.nodes++;
    this.left[node.id] = leftId;
    this.right[node.id] = rightId;
    const smallId = smallIsLeft ? leftId : rightId;
    const largeId = smallIsLeft ? rightId : leftId;
    const depth = node.depth + 1;
    const smallIsLeaf = this.settle(target, smallId, depth, middle, node.rowTo);
    const largeIsLeaf = this.settle(target, largeId, depth, node.rowFrom, middle);
    let ends = { largeTo: node.segmentFrom, smallTo: node.segmentTo };
    if (!smallIsLeaf || !largeIsLeaf) {
      ends = entries.divide({
        from: node.segmentFrom,
        to: node.segmentTo,
        rows,
        smallFrom: middle,
        smallTo: node.rowTo,
        isSmall,
        largeIsLeaf,
        smallIsLeaf,
      });
    }
    for (let i = middle; i < node.rowTo; i++) isSmall[rows[i]] = 0;
    const smallSeed = hashPair(node.seed, smallIsLeft ? 1 : 2);
    const largeSeed = hashPair(node.seed, smallIsLeft ? 2 : 1);
    if (!smallIsLeaf) {
      entries.resume(node.segmentTo, ends.smallTo);
      this.growFrom(
        {
          id: smallId,
          seed: smallSeed,
          depth,
          rowFrom: middle,
          rowTo: node.rowTo,
          segmentFrom: node.segmentTo,
          segmentTo: ends.smallTo,
        },
        target,
        decrease,
      );
    }
    if (largeIsLeaf) return null;
    if (!smallIsLeaf) entries.resume(node.segmentFrom, ends.largeTo);
    return {
      id: largeId,
      seed: largeSeed,
      depth,
      rowFrom: node.rowFrom,
      rowTo: middle,
      segmentFrom: node.segmentFrom,
      segmentTo: ends.largeTo,
    };
  }

  /** Rows of the larger child first; returns where those of the smaller begin. */
  private divideRows(node: Node): number {
    const { rows, isSmall } = this;
    let low = node.rowFrom;
    let high = node.rowTo - 1;
    while (low <= high) {
      const row = rows[low];
      if (isSmall[row] === 0) low++;
      else {
        rows[low] = rows[high];
        rows[high--] = row;
      }
    }
    return low;
  }

  private sideIsAbove(): boolean {
    const { split } = this;
    if (split.row < 0) return split.above;
    return this.valueIn(split.row, split.feature) > 0;
  }

  /** Half-way between the neighbours of the cut, as a 32-bit number not below the lower and below the upper. */
  private thresholdOf(node: Node): number {
    const { split, entries, columns } = this;
    const value = columns.value;
    let lower: number;
    let upper: number;
    if (split.row >= 0) {
      const v = this.valueIn(split.row, split.feature);
      lower = Math.min(v, 0);
      upper = Math.max(v, 0);
    } else {
      const { segment } = split;
      const from = entries.start[segment];
      const to = from + entries.length[segment];
      const hasZeros = entries.length[segment] < node.rowTo - node.rowFrom;
      const edge = value[entries.arena[split.above ? split.first : split.last]];
      const next = split.above ? split.first - 1 : split.last + 1;
      const neighbour = next >= from && next < to ? value[entries.arena[next]] : 0;
      const other = hasZeros && neighbour > 0 !== edge > 0 ? 0 : neighbour;
      lower = Math.min(edge, other);
      upper = Math.max(edge, other);
    }
    const middle = Math.fround(lower / 2 + upper / 2);
    return middle >= lower && middle < upper ? middle : lower;
  }

  private valueIn(row: number, column: number): number {
    const { start, row: rowOf, value } = this.columns;
    for (let e = start[column]; e < start[column + 1]; e++) if (rowOf[e] === row) return value[e];
    return 0;
  }

  private total(target: GrowTarget, from: number, to: number): void {
    if (!target.squared) {
      (target.criterion as Criterion).start(this.rows, from, to);
      return;
    }
    const { targets } = target.squared;
    this.weight = 0;
    this.sum = 0;
    for (let i = from; i < to; i++) {
      this.weight += targets[2 * this.rows[i]];
      this.sum += targets[2 * this.rows[i] + 1];
    }
  }

  /** Gives a node its value and says whether it stays a leaf. */
  private settle(target: GrowTarget, id: number, depth: number, from: number, to: number): boolean {
    const { settings, rows } = this;
    this.feature[id] = -1;
    this.threshold[id] = 0;
    this.right[id] = 0;
    this.total(target, from, to);
    if (target.squared) {
      const { offset, scale } = target.squared;
      this.value[id] = (this.sum / this.weight + offset) / scale;
    } else {
      (target.criterion as Criterion).value(this.value, id * this.outputs);
    }
    const size = to - from;
    if (size < settings.minSamplesSplit || size < 2 * settings.minSamplesLeaf || depth >= settings.maxDepth)
      return true;
    const first = target.labels[rows[from]];
    for (let i = from + 1; i < to; i++) if (target.labels[rows[i]] !== first) return false;
    return true;
  }
}
