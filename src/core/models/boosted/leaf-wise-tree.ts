import { hashPair, TreeRandom } from "../tree/tree-random";
import type { BinnedColumns } from "./binned-columns";
import { stepOf, type BinSplit } from "./bin-split";
import type { BoostedTrees } from "./boosted-trees";
import type { Histogram, HistogramWork, RowGradients, Totals } from "./histogram";

export interface LeafWiseSettings {
  readonly maxLeafNodes: number;
  /** Infinity for no limit */
  readonly maxDepth: number;
  readonly minSamplesLeaf: number;
  readonly l2Regularization: number;
  readonly learningRate: number;
  /** share of the columns tried at each split */
  readonly maxFeatures: number;
}

/** Rows of a leaf, and the place of its node in the tree. */
export interface LeafRows {
  readonly node: number;
  readonly rows: Uint32Array;
}

export interface GrownTree {
  readonly tree: BoostedTrees;
  /** every row of the data is in one of them */
  readonly leaves: readonly LeafRows[];
}

interface Node {
  readonly id: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly totals: Totals;
  left: Node | null;
  right: Node | null;
  split: BinSplit | null;
  histogram: Histogram | null;
}

/** Grows trees on binned columns, always at the leaf whose split lowers the loss most. */
export class LeafWiseGrower {
  private readonly scratch: Uint32Array;
  /** bins of the column being split */
  private readonly rowBin: Uint8Array;
  private nodes = 0;

  constructor(
    private readonly columns: BinnedColumns,
    private readonly settings: LeafWiseSettings,
    private readonly histograms: HistogramWork,
  ) {
    this.scratch = new Uint32Array(columns.rows);
    this.rowBin = new Uint8Array(columns.rows);
  }

  /** One tree on these gradients. Adds the gains of its splits to `importance`, by column of the matrix. */
  grow(gradients: RowGradients, seed: number, importance: Float64Array): GrownTree {
    const { settings } = this;
    const { rows } = this.histograms;
    for (let row = 0; row < rows.length; row++) rows[row] = row;
    this.nodes = 0;
    const isTried = this.drawColumns(hashPair(seed, this.nodes));
    const { histogram, totals, split } = this.histograms.root(gradients, isTried);
    const root = makeNode(this.nodes++, { from: 0, to: rows.length, depth: 0, totals });
    this.open(root, histogram, split);
    const open = root.split ? [root] : [];
    for (let leaves = 2; open.length > 0 && leaves <= settings.maxLeafNodes; leaves++) {
      const node = takeBest(open);
      const split = node.split as BinSplit;
      importance[this.columns.columns[split.at].column] += split.gain;
      const children = this.split(node, seed, leaves === settings.maxLeafNodes);
      for (const child of children) if (child.split) open.push(child);
    }
    for (const node of open) this.close(node);
    return this.inPreorder(root);
  }

  private canSplit({ totals, depth }: Pick<Node, "depth" | "totals">): boolean {
    return totals.count >= 2 * this.settings.minSamplesLeaf && depth < this.settings.maxDepth;
  }

  private drawColumns(seed: number): Uint8Array | null {
    const count = this.columns.columns.length;
    const wanted = Math.max(1, Math.ceil(this.settings.maxFeatures * count));
    if (wanted >= count) return null;
    const random = new TreeRandom(seed);
    // Selection sampling (Knuth 3.4.2 S): every set of `wanted` columns is as likely.
    const tried = new Uint8Array(count);
    for (let at = 0, left = wanted; at < count; at++) {
      if (random.below(count - at) < left) {
        tried[at] = 1;
        left--;
      }
    }
    return tried;
  }

  /** Divides the rows; the smaller child's histogram is summed, the larger's is the node's minus it. Returns the children that may be split. */
  private split(node: Node, seed: number, isLast: boolean): Node[] {
    const split = node.split as BinSplit;
    const middle = this.divideRows(node, split);
    const depth = node.depth + 1;
    const left = { from: node.from, to: middle, depth, totals: split.left };
    const right = { from: middle, to: node.to, depth, totals: split.right };
    const leftIsSmall = middle - node.from <= node.to - middle;
    const [small, large] = leftIsSmall ? [left, right] : [right, left];
    node.left = makeNode(this.nodes++, left);
    node.right = makeNode(this.nodes++, right);
    const [smallNode, largeNode] = leftIsSmall ? [node.left, node.right] : [node.right, node.left];
    const whole = node.histogram as Histogram;
    node.histogram = null;
    if (isLast || (!this.canSplit(small) && !this.canSplit(large))) {
      this.histograms.release(whole);
      return [];
    }
    const search = ({ id, totals }: Node) => ({ totals, isTried: this.drawColumns(hashPair(seed, id)) });
    const divided = this.histograms.divide({
      whole,
      from: small.from,
      to: small.to,
      small: search(smallNode),
      large: search(largeNode),
    });
    this.open(smallNode, divided.small, divided.smallSplit);
    this.open(largeNode, divided.large, divided.largeSplit);
    return [node.left, node.right];
  }

  /** Keeps the split and the histogram of a node that may be split. */
  private open(node: Node, histogram: Histogram, split: BinSplit | null): void {
    if (split && this.canSplit(node)) {
      node.split = split;
      node.histogram = histogram;
    } else this.histograms.release(histogram);
  }

  /** Stable, so the rows of every node ascend and memory is read forward. */
  private divideRows(node: Node, split: BinSplit): number {
    const { scratch } = this;
    const { rows } = this.histograms;
    const column = this.columns.columns[split.at];
    const bins = column.dense ?? this.spreadBins(split.at);
    const missing = column.bins;
    let left = node.from;
    let right = 0;
    for (let i = node.from; i < node.to; i++) {
      const row = rows[i];
      const bin = bins[row];
      if (bin === missing ? split.missingLeft : bin <= split.bin) rows[left++] = row;
      else scratch[right++] = row;
    }
    rows.set(scratch.subarray(0, right), left);
    return left;
  }

  private spreadBins(at: number): Uint8Array {
    const { zeroBin, entryRows, entryBins } = this.columns.columns[at];
    this.rowBin.fill(zeroBin);
    for (let i = 0; i < entryRows.length; i++) this.rowBin[entryRows[i]] = entryBins[i];
    return this.rowBin;
  }

  private close(node: Node): void {
    if (node.histogram) this.histograms.release(node.histogram);
    node.histogram = null;
    node.split = null;
  }

  private inPreorder(root: Node): GrownTree {
    const { nodes } = this;
    const tree = {
      start: Uint32Array.of(0, nodes),
      feature: new Int32Array(nodes).fill(-1),
      threshold: new Float64Array(nodes),
      missingLeft: new Uint8Array(nodes),
      right: new Uint32Array(nodes),
      value: new Float64Array(nodes),
    };
    const leaves: LeafRows[] = [];
    const pending: { node: Node; parent: number }[] = [{ node: root, parent: -1 }];
    for (let at = 0; pending.length > 0; at++) {
      const { node, parent } = pending.pop() as { node: Node; parent: number };
      if (parent >= 0) tree.right[parent] = at;
      tree.value[at] = stepOf(node.totals, this.settings.l2Regularization) * this.settings.learningRate;
      if (!node.split || !node.left || !node.right) {
        leaves.push({ node: at, rows: this.histograms.rows.subarray(node.from, node.to) });
        continue;
      }
      const column = this.columns.columns[node.split.at];
      tree.feature[at] = column.column;
      // Past the last cut every number goes left and only missing values go right.
      tree.threshold[at] = node.split.bin < column.thresholds.length ? column.thresholds[node.split.bin] : Infinity;
      const { left, right } = node.split;
      tree.missingLeft[at] = (column.hasMissing ? node.split.missingLeft : left.count > right.count) ? 1 : 0;
      pending.push({ node: node.right, parent: at }, { node: node.left, parent: -1 });
    }
    return { tree, leaves };
  }
}

function makeNode(id: number, { from, to, depth, totals }: Pick<Node, "from" | "to" | "depth" | "totals">): Node {
  return { id, from, to, depth, totals, left: null, right: null, split: null, histogram: null };
}

/** Takes the open node of greatest gain out; of equal ones the oldest. */
function takeBest(open: Node[]): Node {
  let best = 0;
  for (let i = 1; i < open.length; i++) {
    const [a, b] = [open[i], open[best]];
    const [mine, other] = [(a.split as BinSplit).gain, (b.split as BinSplit).gain];
    if (mine > other || (mine === other && a.id < b.id)) best = i;
  }
  const [node] = open.splice(best, 1);
  return node;
}
