import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { tableOf } from "../../testing/table-of";
import { readFixture } from "../../testing/fixture";
import { candidateSlices } from "./candidates";
import { Readings } from "./condition";
import { describeConditions } from "./describe-slice";
import { findSlices, lossSums, testSlice } from "./find-slices";

const SIZE = 900;

/** Posts whose errors depend on nothing, until a test plants something. */
function posts(seed: number) {
  const random = makeRng(seed);
  const words = ["cat", "dog", "sun", "sea", "why", "how", "tree", "rain"];
  const rows = Array.from({ length: SIZE }, () => ({
    tag: ["Physics", "Biology", "Chemistry"][random.below(3)],
    words: random.float() * 100,
    datetime: `20${18 + random.below(4)}-0${1 + random.below(9)}-1${random.below(9)}T0${random.below(9)}:00:00Z`,
    title: Array.from({ length: 6 }, () => words[random.below(words.length)]).join(" "),
    loss: -Math.log(1 - random.float()),
  }));
  const table = tableOf({
    tag: { type: "category", cells: rows.map(({ tag }) => tag) },
    words: rows.map(({ words }) => words),
    datetime: { type: "date", cells: rows.map(({ datetime }) => datetime) },
    title: rows.map(({ title }) => title),
  });
  return { rows, readings: new Readings(table), losses: Float64Array.from(rows, ({ loss }) => loss) };
}

const OPTIONS = { minPosts: 30, level: 0.05, conditions: 2 };

function search({ readings, losses }: Pick<ReturnType<typeof posts>, "readings" | "losses">, conditions = 2) {
  const candidates = candidateSlices(readings, { minPosts: 30, without: new Set() });
  return findSlices(candidates, losses, { ...OPTIONS, conditions });
}

describe("testSlice(members, losses, all)", () => {
  const [{ a, b, p, effect }] = readFixture<{
    welch: { a: number[]; b: number[]; p: number; effect: number }[];
  }>("slices").welch.slice(1);

  it("has numpy's effect size and scipy's p", () => {
    const losses = Float64Array.of(...a, ...b);
    const test = testSlice(Uint32Array.from(a.keys()), losses, lossSums(losses));
    expect(test.effect).toBeCloseTo(effect, 10);
    expect(test.p).toBeCloseTo(p, 10);
    expect(test.n).toBe(a.length);
  });

  it("counts exactly where a loss is right or wrong", () => {
    const losses = Float64Array.of(1, 1, 1, 0, 0, 0, 0, 0);
    // 1 of C(8, 3) ways
    expect(testSlice(Uint32Array.of(0, 1, 2), losses, lossSums(losses)).p).toBeCloseTo(1 / 56, 12);
  });
});

describe("findSlices(candidates, losses, options)", () => {
  it("finds what was planted, and names it: a tag, a word, a range, a pair", () => {
    const planted = posts(1);
    planted.rows.forEach((row, i) => {
      if (row.tag === "Physics") planted.losses[i] *= 2.2;
      if (/\bsea\b/.test(row.title)) planted.losses[i] *= 1.8;
      if (row.words >= 80) planted.losses[i] *= 2;
    });
    const found = search(planted, 1).found.map(({ where }) => describeConditions(where));
    expect(found).toContain("tag is Physics");
    expect(found).toContain("title has “sea”");
    expect(found.some((words) => /^words from (7|8)\d/.test(words))).toBe(true);
    expect(found.length).toBeLessThanOrEqual(4);
  });

  it("finds a pair that neither half shows", () => {
    const planted = posts(2);
    planted.rows.forEach((row, i) => {
      if (row.tag === "Physics" && row.datetime.startsWith("2019")) planted.losses[i] *= 5;
    });
    const [worst] = search(planted).found;
    expect(describeConditions(worst.where)).toBe("tag is Physics, year of datetime is 2019");
    expect(worst.q).toBeLessThan(0.001);
    expect(worst.loss).toBeGreaterThan(2 * worst.restLoss);
  });

  it("mostly finds nothing where there is nothing: the false share holds over many searches", () => {
    let searchesThatFound = 0;
    for (let seed = 10; seed < 50; seed++) if (search(posts(seed)).found.length > 0) searchesThatFound++;
    // each of the two families errs in at most 5% of such searches; 40 searches leave room for chance
    expect(searchesThatFound).toBeLessThanOrEqual(8);
  });

  it("keeps every slice above the smallest size, and leaves the target out", () => {
    const { readings } = posts(3);
    const candidates = candidateSlices(readings, { minPosts: 100, without: new Set(["words"]) });
    expect(candidates.length).toBeGreaterThan(5);
    for (const { members, where } of candidates) {
      expect(members.length).toBeGreaterThanOrEqual(100);
      expect(SIZE - members.length).toBeGreaterThanOrEqual(100);
      expect(where.every(({ column }) => column !== "words")).toBe(true);
    }
  });

  it("survives one post, no posts, and losses all alike", () => {
    const { readings } = posts(4);
    const candidates = candidateSlices(readings, { minPosts: 30, without: new Set() });
    expect(findSlices(candidates, new Float64Array(SIZE).fill(2), OPTIONS).found).toEqual([]);
    expect(findSlices(candidates, new Float64Array(SIZE), OPTIONS).found).toEqual([]);
    expect(findSlices([], new Float64Array(1), OPTIONS).found).toEqual([]);
  });
});
