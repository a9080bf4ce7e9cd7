import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { drawRandom } from "./draw-random";
import { checkSpace } from "./space";
import type { SearchPoint, SearchSpace } from "./space";
import { drawTpe, STARTUP_TRIALS, weightsOf, widthsOf } from "./tpe";
import type { FinishedTrial } from "./trial";

const SPACE = checkSpace([
  { path: "rate", kind: "float", low: 1e-3, high: 1, log: true },
  { path: "depth", kind: "integer", low: 1, high: 9 },
  { path: "share", kind: "float", low: 0, high: 1, step: 0.25, when: { path: "model", is: ["trees"] } },
  { path: "model", kind: "categorical", choices: ["trees", "linear"] },
  { path: "fixed", kind: "float", low: 2, high: 2 },
]);

function search(space: SearchSpace, lossOf: (point: SearchPoint) => number, count: number, seed = 0): FinishedTrial[] {
  const trials: FinishedTrial[] = [];
  for (let number = 0; number < count; number++) {
    const values = drawTpe(space, trials, makeRng(seed).split(number));
    const loss = lossOf(values);
    trials.push({ number, values, state: "complete", loss, rungs: [loss] });
  }
  return trials;
}

describe("drawTpe", () => {
  it("keeps to the bounds, the steps and the conditions, whatever the losses", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.array(fc.double({ noNaN: true }), { minLength: 30 }),
        (seed, losses) => {
          let next = 0;
          for (const { values } of search(SPACE, () => losses[next++], 30, seed)) {
            expect(values.rate).toBeGreaterThanOrEqual(1e-3);
            expect(values.rate).toBeLessThanOrEqual(1);
            expect([1, 2, 3, 4, 5, 6, 7, 8, 9]).toContain(values.depth);
            expect(values.fixed).toBe(2);
            if (values.model === "trees") expect([0, 0.25, 0.5, 0.75, 1]).toContain(values.share);
            else expect(values).not.toHaveProperty("share");
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it("draws at random until ten trials are judged; failed ones do not count", () => {
    const failed = Array.from({ length: 30 }, (_, number): FinishedTrial => {
      const values = drawRandom(SPACE, makeRng(number));
      return { number, values, state: "failed", loss: null, rungs: [] };
    });
    expect(STARTUP_TRIALS).toBe(10);
    expect(drawTpe(SPACE, failed, makeRng(7))).toEqual(drawRandom(SPACE, makeRng(7)));
  });

  it("finds what two settings do well together, sooner than one setting at a time could", () => {
    const space: SearchSpace = ["x", "y"].map((path) => ({ path, kind: "float", low: 0, high: 1 }));
    // Two valleys: each setting alone is as good at 0.2 as at 0.8.
    const lossOf = ({ x, y }: SearchPoint) => {
      const [a, b] = [x as number, y as number];
      return Math.min((a - 0.2) ** 2 + (b - 0.8) ** 2, (a - 0.8) ** 2 + (b - 0.2) ** 2);
    };
    const trials = Array.from({ length: 10 }, (_, seed) => search(space, lossOf, 60, seed)).flatMap((all) =>
      all.slice(-20),
    );
    const isNear = ({ loss }: FinishedTrial) => loss! < 0.02;
    // by chance 2 * pi * 0.02 = 13%
    expect(trials.filter(isNear).length / trials.length).toBeGreaterThan(0.35);
  });

  it("keeps away from trials that are not judged yet", () => {
    const space: SearchSpace = [{ path: "x", kind: "float", low: 0, high: 1 }];
    const trials = search(space, ({ x }) => ((x as number) - 0.5) ** 2, 20);
    const draws = (pending: readonly SearchPoint[]) =>
      Array.from({ length: 200 }, (_, i) => drawTpe(space, trials, makeRng(i), pending).x as number);
    const near = (values: readonly number[]) => values.filter((x) => Math.abs(x - 0.5) < 0.03).length;
    expect(near(draws(Array(10).fill({ x: 0.5 })))).toBeLessThan(near(draws([])));
  });
});

describe("weightsOf", () => {
  it("has older observations fade beyond 25, as Optuna's default_weights", () => {
    expect(Array.from(weightsOf(2))).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const weights = weightsOf(27);
    expect(weights[0] / weights[27]).toBeCloseTo(1 / 27, 12);
    expect(weights[1]).toBe(weights[26]);
  });
});

describe("widthsOf", () => {
  it("is the larger distance to a neighbour, of the outermost to the one they have, the range for the prior", () => {
    expect(Array.from(widthsOf(Float64Array.of(0.1, 0.8, 0.5), 0, 1))).toEqual([0.4, 0.30000000000000004, 1]);
  });
});
