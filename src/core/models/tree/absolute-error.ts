import type { Criterion } from "./criterion";

/**
 * Absolute error around the weighted median. Weights and sums of every target stand in a Fenwick tree (Fenwick 1994)
 * for the node and one for the side, so that adding a row and finding both medians cost O(log distinct targets); a
 * forest with it is some hundred times slower than with squared error.
 */
export class AbsoluteError implements Criterion {
  readonly outputs = 1;
  /** distinct targets, ascending; row -> 1-based place among them */
  private readonly levels: Float64Array;
  private readonly place: Uint32Array;
  private readonly topBit: number;
  private readonly nodeWeight: Float64Array;
  private readonly nodeSum: Float64Array;
  private readonly sideWeight: Float64Array;
  private readonly sideSum: Float64Array;
  private nodeRows: number[] = [];
  private sideRows: number[] = [];
  private weight = 0;
  private sum = 0;
  private weightAside = 0;
  private sumAside = 0;
  private impurity = 0;
  private median = 0;

  constructor(
    targets: Float64Array,
    private readonly weights: Float64Array,
    private readonly offset: number,
    private readonly scale: number,
  ) {
    const sorted = targets.slice().sort();
    this.levels = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
    const placeOf = new Map(Array.from(this.levels, (value, i) => [value, i + 1]));
    this.place = Uint32Array.from(targets, (value) => placeOf.get(value) as number);
    this.topBit = 1 << (31 - Math.clz32(this.levels.length));
    const length = this.levels.length + 1;
    this.nodeWeight = new Float64Array(length);
    this.nodeSum = new Float64Array(length);
    this.sideWeight = new Float64Array(length);
    this.sideSum = new Float64Array(length);
  }

  start(rows: Uint32Array, from: number, to: number): void {
    this.clear();
    for (const row of this.nodeRows) this.put(this.nodeWeight, this.nodeSum, row, -1);
    this.nodeRows = Array.from(rows.subarray(from, to));
    this.weight = 0;
    this.sum = 0;
    for (const row of this.nodeRows) {
      this.put(this.nodeWeight, this.nodeSum, row, 1);
      this.weight += this.weights[row];
      this.sum += this.weights[row] * this.levels[this.place[row] - 1];
    }
    this.impurity = this.deviation(this.weight, this.sum, true, false);
    this.median = this.middle;
  }

  value(into: Float64Array, at: number): void {
    into[at] = (this.median + this.offset) / this.scale;
  }

  clear(): void {
    for (const row of this.sideRows) this.put(this.sideWeight, this.sideSum, row, -1);
    this.sideRows = [];
    this.weightAside = 0;
    this.sumAside = 0;
  }

  add(row: number): void {
    this.put(this.sideWeight, this.sideSum, row, 1);
    this.sideRows.push(row);
    this.weightAside += this.weights[row];
    this.sumAside += this.weights[row] * this.levels[this.place[row] - 1];
  }

  gain(): number {
    const rest = this.weight - this.weightAside;
    if (rest <= 0) return -Infinity;
    const side = this.deviation(this.weightAside, this.sumAside, false, true);
    return this.impurity - side - this.deviation(rest, this.sum - this.sumAside, true, true);
  }

  decrease(gain: number): number {
    return gain;
  }

  private middle = 0;

  /** Sum of weight x distance from the median, of the node, the side, or the node without the side; sets `middle`. */
  private deviation(weight: number, sum: number, node: boolean, side: boolean): number {
    const whole = node ? 1 : 0;
    const part = side ? (node ? -1 : 1) : 0;
    let at = 0;
    let below = 0;
    let sumBelow = 0;
    for (let step = this.topBit; step > 0; step >>= 1) {
      const next = at + step;
      if (next >= this.nodeWeight.length) continue;
      const w = whole * this.nodeWeight[next] + part * this.sideWeight[next];
      if (2 * (below + w) >= weight) continue;
      below += w;
      sumBelow += whole * this.nodeSum[next] + part * this.sideSum[next];
      at = next;
    }
    const lower = this.levels[at];
    this.middle = lower;
    // Exactly half the weight up to here: the median is half-way to the next target in use, and the sum is the same.
    if (!side) this.middle = this.halfWay(at, weight, lower);
    return lower * (2 * below - weight) + sum - 2 * sumBelow;
  }

  private halfWay(at: number, weight: number, lower: number): number {
    let upTo = 0;
    let upper = Infinity;
    for (const row of this.nodeRows) {
      const place = this.place[row] - 1;
      if (place <= at) upTo += this.weights[row];
      else upper = Math.min(upper, this.levels[place]);
    }
    return 2 * upTo === weight && upper < Infinity ? (lower + upper) / 2 : lower;
  }

  private put(weights: Float64Array, sums: Float64Array, row: number, sign: number): void {
    const w = sign * this.weights[row];
    const s = w * this.levels[this.place[row] - 1];
    for (let at = this.place[row]; at < weights.length; at += at & -at) {
      weights[at] += w;
      sums[at] += s;
    }
  }
}
