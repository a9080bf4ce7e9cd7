import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { benjaminiHochberg, hypergeometricTail, studentTail, welchGreater } from "./one-sided-tests";

interface Fixture {
  readonly welch: readonly { a: number[]; b: number[]; t: number; p: number; degrees: number }[];
  readonly tails: readonly { t: number; degrees: number; p: number }[];
  readonly fisher: readonly {
    hits: number;
    drawn: number;
    marked: number;
    total: number;
    p: number;
    fisher: number;
  }[];
  readonly bh: { readonly p: number[]; readonly q: number[] };
}

const fixture = readFixture<Fixture>("slices");

function moments(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) };
}

describe("welchGreater(first, second)", () => {
  it.each(fixture.welch)("is scipy's ttest_ind %#", ({ a, b, t, p, degrees }) => {
    const found = welchGreater(moments(a), moments(b));
    expect(found.t).toBeCloseTo(t, 10);
    expect(found.degrees).toBeCloseTo(degrees, 8);
    expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-9);
  });

  it("tests nothing where nothing varies, or one value stands alone", () => {
    expect(welchGreater({ n: 5, mean: 2, variance: 0 }, { n: 5, mean: 1, variance: 0 }).p).toBe(1);
    expect(welchGreater({ n: 1, mean: 9, variance: 0 }, { n: 50, mean: 1, variance: 1 }).p).toBe(1);
  });
});

describe("studentTail(t, degrees)", () => {
  it.each(fixture.tails)("is scipy's t.sf($t, $degrees)", ({ t, degrees, p }) => {
    expect(Math.abs(studentTail(t, degrees) - p)).toBeLessThan(1e-12 + 1e-9 * p);
  });
});

describe("hypergeometricTail(hits, drawn, marked, total)", () => {
  it.each(fixture.fisher)(
    "is scipy's hypergeom.sf and fisher_exact %#",
    ({ hits, drawn, marked, total, p, fisher }) => {
      const found = hypergeometricTail(hits, drawn, marked, total);
      // logarithms of large factorials keep ten figures
      expect(Math.abs(found / p - 1)).toBeLessThan(1e-8);
      expect(Math.abs(found / fisher - 1)).toBeLessThan(1e-8);
    },
  );

  it("refuses counts that cannot be", () => {
    expect(() => hypergeometricTail(6, 5, 7, 20)).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });
});

describe("benjaminiHochberg(ps)", () => {
  it("is R's p.adjust", () => {
    const found = benjaminiHochberg(fixture.bh.p);
    found.forEach((q, i) => expect(q).toBeCloseTo(fixture.bh.q[i], 12));
  });

  it("never falls below p nor changes the order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
        const qs = benjaminiHochberg(ps);
        ps.forEach((p, i) => {
          expect(qs[i]).toBeGreaterThanOrEqual(p - 1e-15);
          ps.forEach((other, j) => p < other && expect(qs[i]).toBeLessThanOrEqual(qs[j]));
        });
      }),
    );
  });
});
