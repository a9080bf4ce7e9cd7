import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import type { Signal } from "../../job";
import { makeRng } from "../../random/xoshiro";
import { SquaredError } from "./criterion";
import { toFixedPoint } from "./fixed-point";
import { sortColumns } from "./sorted-columns";
import { makeGrower } from "./make-grower";
import { TreeGrower, type GrowSettings, type GrowTarget } from "./tree-grower";
import { makeWasmGrower } from "./wasm-grower";

/** Values with many ties, zeros and both signs; targets with ties too. */
function example(rows: number, columns: number, seed: number) {
  const rng = makeRng(seed);
  const cells = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (_, c) => {
      if (c === 0) return rng.float() - 0.5;
      return rng.float() < 0.25 ? rng.below(7) - (c % 2 === 0 ? 3 : 0) : 0;
    }),
  );
  const y = Float64Array.from({ length: rows }, () => rng.below(20));
  const weights = Float64Array.from({ length: rows }, () => rng.below(3));
  return { columns: sortColumns(csrOf(cells)), y, weights };
}

/** Columns of up to `rows` entries, in each of which a step of `1 / digits` and more parts the values; skewed targets. */
function longColumns({ seed, rows, digits }: { seed: number; rows: number; digits: number }) {
  const rng = makeRng(seed);
  const cells = Array.from({ length: rows }, () =>
    Array.from({ length: 30 }, (_, c) => {
      if (c < 8) return Math.round((rng.float() - 0.4) * digits * 10 ** (c / 2 + 1)) / digits;
      return rng.float() < 0.06 ? rng.float() - 0.2 : 0;
    }),
  );
  const y = Float64Array.from(cells, (row) => Math.round(Math.exp(4 * rng.float() + row[1] / 9 + 3 * row[9])));
  const weights = Float64Array.from(cells, () => rng.below(3));
  return { columns: sortColumns(csrOf(cells)), y, weights };
}

/**
 * Column 0 parts the first 1,500 rows from the rest. Among these column 2 parts best, though hardly in all rows, where 270
 * more of its entries outweigh them; column 1 parts second best.
 */
function maskedColumn() {
  const y = Float64Array.from({ length: 4000 }, (_, row) => (row < 1500 ? 3 : -2));
  const cells = Array.from(y, (_, row) => [row < 1500 ? 1 : 0, 0, 0]);
  const put = (row: number, column: number, value: number, target: number) => {
    cells[row][column] = value;
    y[row] = target;
  };
  for (let i = 0; i < 100; i++) {
    put(1400 + i, 1, 1, 70);
    put(1500 + i, 1, 1, -66);
  }
  for (let i = 0; i < 300; i++) {
    if (i % 10 === 5) put(i, 2, 1 + i / 300, 140);
    else put(2000 + i, 2, 1 + i / 300, -16);
  }
  return { columns: sortColumns(csrOf(cells)), y, weights: new Float64Array(4000).fill(1) };
}

/** A signal that is raised the n-th time it is asked. */
function stopAfter(n: number) {
  const signal = {
    asked: 0,
    get aborted() {
      return ++signal.asked >= n;
    },
    throwIfAborted() {
      throw new Error("stopped");
    },
  };
  return signal;
}

function targets({ y, weights }: ReturnType<typeof example>): { fast: GrowTarget; plain: GrowTarget } {
  const { value, offset, scale } = toFixedPoint(y, 4 * y.length);
  const sums = new Float64Array(2 * y.length);
  for (let i = 0; i < y.length; i++) {
    sums[2 * i] = weights[i];
    sums[2 * i + 1] = weights[i] * value[i];
  }
  const squared = { targets: sums, offset, scale };
  return {
    fast: { weights, labels: value, squared, criterion: null },
    plain: { weights, labels: value, squared: null, criterion: new SquaredError(sums, offset, scale) },
  };
}

const deep: GrowSettings = { maxDepth: Infinity, minSamplesSplit: 2, minSamplesLeaf: 1, columnsPerSplit: 30 };

describe("the search that skips columns", () => {
  it.each([
    ["to pure leaves", deep],
    ["with leaves of 4", { ...deep, minSamplesLeaf: 4 }],
    ["with 5 columns at a split", { ...deep, columnsPerSplit: 5 }],
    ["of four levels", { ...deep, maxDepth: 4 }],
  ])("grows the trees of the search that looks everywhere: %s", (_, settings) => {
    for (let seed = 0; seed < 12; seed++) {
      const data = example(20 + 40 * (seed % 5), 30, seed);
      const { fast, plain } = targets(data);
      const importance = [new Float64Array(30), new Float64Array(30)];
      const skipping = new TreeGrower(data.columns, settings, 1).grow(fast, seed, importance[0]);
      const looking = new TreeGrower(data.columns, settings, 1).grow(plain, seed, importance[1]);
      expect(skipping).toEqual(looking);
      expect(importance[0]).toEqual(importance[1]);
    }
  });
});

describe("the kernel in WebAssembly", () => {
  it.each([
    ["to pure leaves", deep],
    ["with leaves of 4", { ...deep, minSamplesLeaf: 4 }],
    ["of four levels", { ...deep, maxDepth: 4 }],
    ["with nodes of at least 9 rows split", { ...deep, minSamplesSplit: 9 }],
    ["with 5 columns at a split", { ...deep, columnsPerSplit: 5 }],
    ["with one column at a split and leaves of 4", { ...deep, columnsPerSplit: 1, minSamplesLeaf: 4 }],
  ])("grows the trees of the plain way, to the last bit: %s", (_, settings) => {
    for (let seed = 0; seed < 12; seed++) {
      const data = example(20 + 60 * (seed % 5), 30, seed);
      const { fast } = targets(data);
      const importance = [new Float64Array(30), new Float64Array(30)];
      const plain = new TreeGrower(data.columns, settings, 1).grow(fast, seed, importance[0]);
      const kernel = makeWasmGrower(data.columns, settings);
      expect(kernel?.grow(fast, seed, importance[1])).toEqual(plain);
      expect(importance[1]).toEqual(importance[0]);
    }
  });

  it("grows the same from columns long enough for blocks", () => {
    const data = longColumns({ seed: 4, rows: 3000, digits: 1 });
    const { fast } = targets(data);
    const plain = new TreeGrower(data.columns, deep, 1).grow(fast, 1, new Float64Array(30));
    expect(makeWasmGrower(data.columns, deep)?.grow(fast, 1, new Float64Array(30))).toEqual(plain);
  });

  it("grows the same from long columns, whatever their ties, the leaves and the sample", () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          rows: fc.integer({ min: 500, max: 1500 }),
          digits: fc.constantFrom(0.2, 1, 100),
          minSamplesLeaf: fc.constantFrom(1, 1, 3),
          maxDepth: fc.constantFrom(Infinity, 8),
          columnsPerSplit: fc.constantFrom(30, 7, 1),
        }),
        ({ minSamplesLeaf, maxDepth, columnsPerSplit, ...size }) => {
          const data = longColumns(size);
          const settings = { ...deep, minSamplesLeaf, maxDepth, columnsPerSplit };
          const { fast } = targets(data);
          const importance = [new Float64Array(30), new Float64Array(30)];
          const plain = new TreeGrower(data.columns, settings, 1).grow(fast, size.seed, importance[0]);
          expect(makeWasmGrower(data.columns, settings)?.grow(fast, size.seed, importance[1])).toEqual(plain);
          expect(importance[1]).toEqual(importance[0]);
        },
      ),
      { numRuns: 24, seed: 1 },
    );
  });

  it("does not judge a few rows of a long column by the rows that they left", () => {
    const data = maskedColumn();
    const { fast } = targets(data);
    const settings = { ...deep, columnsPerSplit: 3, maxDepth: 2 };
    const plain = new TreeGrower(data.columns, settings, 1).grow(fast, 1, new Float64Array(3));
    expect([...plain.feature]).toContain(2);
    expect(makeWasmGrower(data.columns, settings)?.grow(fast, 1, new Float64Array(3))).toEqual(plain);
  });

  it("stops in the middle of a tree, and grows the next one as if it had not", () => {
    const data = longColumns({ seed: 5, rows: 3000, digits: 1 });
    const { fast } = targets(data);
    const grow = (signal?: Signal) => {
      const importance = new Float64Array(30);
      const tree = makeWasmGrower(data.columns, deep, signal)?.grow(fast, 1, importance);
      return { tree, importance };
    };
    const whole = grow();
    const questions = stopAfter(Infinity);
    expect(grow(questions)).toEqual(whole);
    expect(questions.asked).toBeGreaterThan(2);
    for (let asked = 1; asked <= questions.asked; asked++) {
      const signal = stopAfter(asked);
      expect(() => grow(signal)).toThrow("stopped");
      expect(signal.asked).toBe(asked);
      expect(grow()).toEqual(whole);
    }
  });

  it("leaves to the plain way what it cannot do", () => {
    const { columns } = example(30, 30, 1);
    expect(makeGrower(columns, deep, true, 1).backend).toBe("WebAssembly");
    expect(makeGrower(columns, deep, false, 3).backend).toBe("typed arrays");
  });

  it("takes as much memory as its segments need", () => {
    const data = example(60, 900, 2);
    const settings = { ...deep, columnsPerSplit: 900 };
    const { fast } = targets(data);
    const plain = new TreeGrower(data.columns, settings, 1).grow(fast, 1, new Float64Array(900));
    expect(makeWasmGrower(data.columns, settings)?.grow(fast, 1, new Float64Array(900))).toEqual(plain);
  });
});

describe("equally good columns", () => {
  it("are each taken about as often", () => {
    const columns = sortColumns(
      csrOf([
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]),
    );
    const taken = new Float64Array(4);
    const grower = new TreeGrower(columns, { ...deep, columnsPerSplit: 4 }, 1);
    const { fast } = targets({ columns, y: Float64Array.of(1, 1, 0, 0), weights: Float64Array.of(1, 1, 1, 1) });
    for (let seed = 0; seed < 2000; seed++) taken[grower.grow(fast, seed, new Float64Array(4)).feature[0]]++;
    // 500 each; 100 is 5 standard deviations.
    for (const times of taken) expect(Math.abs(times - 500)).toBeLessThan(100);
  });
});
