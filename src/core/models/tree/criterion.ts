/**
 * What makes a split good. A node is announced with `start`; then rows are added to one side, one after the other, and
 * at any moment `gain` says how good it would be to split off just those rows. Sums must be exact (see
 * `toFixedPoint`), so that equal splits have equal gains.
 */
export interface Criterion {
  /** numbers in a node's value: 1, or the number of classes */
  readonly outputs: number;
  start(rows: Uint32Array, from: number, to: number): void;
  /** writes the value of the node that was started */
  value(into: Float64Array, at: number): void;
  /** empties the side */
  clear(): void;
  add(row: number): void;
  /**
   * Of the rows added since `clear`, in a unit that may differ from node to node; -Infinity where the criterion forbids
   * the split or a side has no weight.
   */
  gain(): number;
  /** how much a split of this gain lowers impurity times weight, comparable between the nodes of a tree */
  decrease(gain: number): number;
}

/** Per row: weight, and weight times fixed-point target, side by side so that one cache line holds both. */
export type WeightedTargets = Float64Array;

/** Squared error: the side's share of the variance between the two sides. */
export class SquaredError implements Criterion {
  readonly outputs = 1;
  private weight = 0;
  private sum = 0;
  private sideWeight = 0;
  private sideSum = 0;

  constructor(
    private readonly targets: WeightedTargets,
    private readonly offset: number,
    private readonly scale: number,
  ) {}

  start(rows: Uint32Array, from: number, to: number): void {
    this.weight = 0;
    this.sum = 0;
    for (let i = from; i < to; i++) {
      this.weight += this.targets[2 * rows[i]];
      this.sum += this.targets[2 * rows[i] + 1];
    }
  }

  value(into: Float64Array, at: number): void {
    into[at] = (this.sum / this.weight + this.offset) / this.scale;
  }

  clear(): void {
    this.sideWeight = 0;
    this.sideSum = 0;
  }

  add(row: number): void {
    this.sideWeight += this.targets[2 * row];
    this.sideSum += this.targets[2 * row + 1];
  }

  gain(): number {
    const rest = this.weight - this.sideWeight;
    if (rest <= 0) return -Infinity;
    const d = this.sideSum * this.weight - this.sideWeight * this.sum;
    return (d * d) / (this.sideWeight * rest);
  }

  decrease(gain: number): number {
    return gain / this.weight;
  }
}

/** Half the Poisson deviance; targets are not negative and a side whose sum is zero is not allowed. */
export class PoissonDeviance implements Criterion {
  readonly outputs = 1;
  private weight = 0;
  private sum = 0;
  private sideWeight = 0;
  private sideSum = 0;

  constructor(
    private readonly targets: WeightedTargets,
    private readonly scale: number,
  ) {}

  start(rows: Uint32Array, from: number, to: number): void {
    this.weight = 0;
    this.sum = 0;
    for (let i = from; i < to; i++) {
      this.weight += this.targets[2 * rows[i]];
      this.sum += this.targets[2 * rows[i] + 1];
    }
  }

  value(into: Float64Array, at: number): void {
    into[at] = this.sum / this.weight / this.scale;
  }

  clear(): void {
    this.sideWeight = 0;
    this.sideSum = 0;
  }

  add(row: number): void {
    this.sideWeight += this.targets[2 * row];
    this.sideSum += this.targets[2 * row + 1];
  }

  gain(): number {
    const restWeight = this.weight - this.sideWeight;
    const restSum = this.sum - this.sideSum;
    if (restWeight <= 0 || restSum <= 0 || this.sideSum <= 0) return -Infinity;
    const mean = this.sum / this.weight;
    return (
      (this.sideSum * Math.log(this.sideSum / this.sideWeight / mean) +
        restSum * Math.log(restSum / restWeight / mean)) /
      this.scale
    );
  }

  decrease(gain: number): number {
    return gain;
  }
}

/** Gini impurity of any number of classes. Two classes are faster as {@link SquaredError} of 0 and 1: the same splits. */
export class GiniImpurity implements Criterion {
  private readonly total: Float64Array;
  private readonly side: Float64Array;
  private weight = 0;
  private squares = 0;
  private sideWeight = 0;
  private sideSquares = 0;
  private restSquares = 0;

  constructor(
    readonly outputs: number,
    private readonly labels: Float64Array,
    private readonly weights: Float64Array,
  ) {
    this.total = new Float64Array(outputs);
    this.side = new Float64Array(outputs);
  }

  start(rows: Uint32Array, from: number, to: number): void {
    this.total.fill(0);
    this.weight = 0;
    for (let i = from; i < to; i++) {
      this.total[this.labels[rows[i]]] += this.weights[rows[i]];
      this.weight += this.weights[rows[i]];
    }
    this.squares = 0;
    for (const sum of this.total) this.squares += sum * sum;
  }

  value(into: Float64Array, at: number): void {
    for (let k = 0; k < this.outputs; k++) into[at + k] = this.total[k] / this.weight;
  }

  clear(): void {
    this.side.fill(0);
    this.sideWeight = 0;
    this.sideSquares = 0;
    this.restSquares = this.squares;
  }

  add(row: number): void {
    const label = this.labels[row];
    const w = this.weights[row];
    const before = this.side[label];
    this.sideSquares += w * (2 * before + w);
    this.restSquares -= w * (2 * (this.total[label] - before) - w);
    this.side[label] = before + w;
    this.sideWeight += w;
  }

  gain(): number {
    const rest = this.weight - this.sideWeight;
    if (rest <= 0) return -Infinity;
    return this.sideSquares / this.sideWeight + this.restSquares / rest - this.squares / this.weight;
  }

  decrease(gain: number): number {
    return gain;
  }
}
