import { describe, expect, it } from "vitest";
import { minimise } from "./lbfgs";

const ones = (size: number) => new Float64Array(size).fill(1);

describe("minimise(objective, options)", () => {
  const quadratic = (point: Float64Array, gradient: Float64Array) => {
    let value = 0;
    point.forEach((x, i) => {
      const curvature = 10 ** i;
      value += (curvature * (x - i) ** 2) / 2;
      gradient[i] = curvature * (x - i);
    });
    return value;
  };

  it("finds the bottom of a narrow bowl, with and without knowing its shape", () => {
    const start = new Float64Array(6);
    const blind = minimise(quadratic, { start, scale: ones(6), tolerance: 1e-10, mostIterations: 500 });
    blind.point.forEach((x, i) => expect(x).toBeCloseTo(i, 6));
    const knowing = minimise(quadratic, {
      start,
      scale: Float64Array.from(start, (_, i) => 10 ** -i),
      tolerance: 1e-10,
      mostIterations: 500,
    });
    expect(knowing.iterations).toBeLessThan(4);
    expect(knowing.stopped).toBe("converged");
  });

  it("stays where there is no slope, and stops when told", () => {
    const start = Float64Array.of(0, 1, 2);
    expect(minimise(quadratic, { start, scale: ones(3), tolerance: 1e-8, mostIterations: 5 }).iterations).toBe(0);
    const short = minimise(quadratic, {
      start: new Float64Array(6),
      scale: ones(6),
      tolerance: 1e-12,
      mostIterations: 2,
    });
    expect(short).toMatchObject({ iterations: 2, stopped: "most iterations" });
  });

  it("never goes up", () => {
    const values: number[] = [];
    minimise(quadratic, {
      start: new Float64Array(6).fill(9),
      scale: ones(6),
      tolerance: 1e-9,
      mostIterations: 100,
      onIteration: (_, value) => values.push(value),
    });
    values.slice(1).forEach((value, i) => expect(value).toBeLessThanOrEqual(values[i]));
  });
});
