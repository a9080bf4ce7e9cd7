import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import { fitForest } from "../../../testing/fit-forest";
import { takeRows, type CsrMatrix } from "../../sparse/csr";
import type { LeafSummer } from "./leaf-summer";
import { sumLeavesOfMany } from "./leaf-sums";
import { makeTurns, nodesByColumn } from "./make-turns";
import { sumLeaves } from "./tree-prediction";
import type { Trees } from "./trees";
import { loadTurns } from "./turn-sums";
import { loadWalk } from "./walk-sums";

const COLUMNS = 20;

function grown(x: CsrMatrix, classCount = 0): Trees {
  const y = Float64Array.from({ length: x.rows }, (_, i) => (classCount === 0 ? Math.sin(i) : i % classCount));
  const task = classCount === 0 ? "regression" : "classification";
  return fitForest({ task, classCount, x, y }, { trees: 13 }).model.trees;
}

function manyOf(x: CsrMatrix, rows = 2500): CsrMatrix {
  return takeRows(
    x,
    Uint32Array.from({ length: rows }, (_, i) => (7 * i) % x.rows),
  );
}

const WAYS: [string, (trees: Trees) => LeafSummer | null][] = [
  ["walking", (trees) => loadWalk(trees, COLUMNS)],
  ["walking through some of the trees at a time", (trees) => loadWalk(trees, COLUMNS, { nodesAtOnce: 2000 })],
  ["walking through one tree at a time", (trees) => loadWalk(trees, COLUMNS, { nodesAtOnce: 1 })],
  ["jumping", (trees) => makeTurns(trees, nodesByColumn(trees, COLUMNS), COLUMNS)],
  ["jumping, rows in the order of a column", (trees) => makeTurns(trees, nodesByColumn(trees, COLUMNS), 3)],
];

describe("sumLeavesOfMany", () => {
  describe.each(WAYS)("%s", (_, load) => {
    it.each([0, 2, 4])("sums the leaves as the plain way does, to the last bit (%i classes)", (classCount) => {
      const x = randomCsr(300, COLUMNS, 0.3, 1);
      const trees = grown(x, classCount);
      const many = manyOf(x);
      const summer = load(trees)!;
      expect(summer.sum(many, fail)).toEqual(sumLeaves(trees, many));
      // again, as one row leaves what the next begins with
      expect(summer.sum(x, fail)).toEqual(sumLeaves(trees, x));
    });

    it("takes what is missing, what is stored as zero and what is at a threshold as the plain way does", () => {
      const x = randomCsr(300, COLUMNS, 0.3, 2);
      const trees = grown(x);
      const thresholds = trees.threshold.filter((_, node) => trees.feature[node] >= 0);
      const odd = [NaN, 0, -0, Infinity, -Infinity];
      const values = x.values.map((value, k) =>
        k % 3 === 0 ? odd[(k / 3) % odd.length] : k % 3 === 1 ? thresholds[k % thresholds.length] : value,
      );
      const changed = { ...x, values };
      expect(load(trees)!.sum(changed, fail)).toEqual(sumLeaves(trees, changed));
    });

    it("stops when it is told to, and goes on with the next rows as if it had not", () => {
      const x = randomCsr(300, COLUMNS, 0.3, 4);
      const trees = grown(x);
      const summer = load(trees)!;
      let asked = 0;
      const stopping = {
        aborted: false,
        throwIfAborted: () => {
          if (++asked > 1) throw new Error("stopped");
        },
      };
      const many = manyOf(x);
      expect(() => summer.sum(many, fail, stopping)).toThrow("stopped");
      expect(summer.sum(x, fail)).toEqual(sumLeaves(trees, x));
    });

    it("takes trees of one leaf", () => {
      const x = randomCsr(50, COLUMNS, 0.3, 3);
      const trees: Trees = {
        start: Uint32Array.of(0, 1, 2),
        feature: Int32Array.of(-1, -1),
        threshold: new Float32Array(2),
        right: new Uint32Array(2),
        value: Float64Array.of(1, 2),
        outputs: 1,
      };
      expect(load(trees)!.sum(x, fail)).toEqual(new Float64Array(50).fill(3));
    });
  });

  it("chooses the way by the rows, and keeps the trees for the next", () => {
    // rows that hold one of 400 columns each are asked for others on most of their way
    const wide = randomCsr(600, 400, 1 / 200, 4);
    const narrow = randomCsr(300, 4, 1, 5);
    expect(loadTurns(grown(wide), wide)).not.toBeNull();
    expect(loadTurns(grown(narrow), narrow)).toBeNull();
    for (const x of [wide, narrow]) {
      const trees = grown(x);
      for (const rows of [5000, 10, 2000, 5000]) {
        const many = manyOf(x, rows);
        expect(sumLeavesOfMany(trees, many)).toEqual(sumLeaves(trees, many));
      }
    }
  });

  it("does not sort thresholds that are no numbers to sort by", () => {
    const trees = { ...grown(randomCsr(300, 400, 1 / 100, 4)) };
    const threshold = trees.threshold.slice();
    threshold[0] = -Infinity;
    expect(loadTurns({ ...trees, threshold }, randomCsr(10, 400, 1 / 100, 4))).toBeNull();
  });

  it("takes rows with more entries than a kernel has room for", () => {
    const columns = 300_000;
    const long = (rows: number) => ({
      rows,
      columns,
      indptr: Uint32Array.from({ length: rows + 1 }, (_, i) => i * columns),
      indices: Uint32Array.from({ length: rows * columns }, (_, i) => i % columns),
      values: new Float64Array(rows * columns).fill(1),
    });
    const trees = {
      start: Uint32Array.of(0, 3),
      feature: Int32Array.of(columns - 1, -1, -1),
      threshold: Float32Array.of(0.5, 0, 0),
      right: Uint32Array.of(2, 0, 0),
      value: Float64Array.of(0, 1, 2),
      outputs: 1,
    };
    for (const fewestRowsToTurn of [1, 10]) {
      const sums = sumLeavesOfMany({ ...trees }, long(3), { fewestRows: 1, fewestRowsToTurn });
      expect(sums).toEqual(new Float64Array(3).fill(2));
    }
  });
});

function fail(): never {
  throw new Error("every row here finds room");
}
