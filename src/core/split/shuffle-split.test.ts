import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { groupShuffleSplit, shuffleSplit, stratifiedShuffleSplit } from "./shuffle-split";
import type { TwoParts } from "./shuffle-split";

interface Drawn {
  readonly testSize: number;
  readonly seed: number;
  readonly train: number[];
  readonly test: number[];
}
const fixture = readFixture<{
  random: (Drawn & { n: number })[];
  stratified: (Drawn & { classes: number[]; count: number })[];
  group: (Drawn & { groups: number[]; count: number })[];
}>("sklearn-splits");

const plain = (parts: TwoParts) => ({ train: Array.from(parts.train), test: Array.from(parts.test) });

describe("shuffleSplit(n, testSize, seed)", () => {
  it.each([0, 1])("refuses %s rows", (n) => {
    expect(() => shuffleSplit(n, 0.2, 0)).toThrow(`a split needs at least 2 rows, got ${n}`);
  });

  it("refuses a test part that leaves nothing to train on, with the sizes", () => {
    expect(() => shuffleSplit(3, 0.9, 0)).toThrow("a test part of 0.9 takes 3 of 3 rows and leaves 0 to train on");
  });

  it.each([0, 1, NaN])("refuses a test part of %s", (testSize) => {
    expect(() => shuffleSplit(10, testSize, 0)).toThrow("a test part of");
  });

  it.each(fixture.random)("draws train_test_split's rows in its order: n $n, $testSize, seed $seed", (expected) => {
    expect(plain(shuffleSplit(expected.n, expected.testSize, expected.seed))).toEqual({
      train: expected.train,
      test: expected.test,
    });
  });
});

describe("stratifiedShuffleSplit(classes, count, settings)", () => {
  it("names a class with a single row", () => {
    const settings = { testSize: 0.5, seed: 0, label: (index: number) => ["no", "yes"][index] };
    expect(() => stratifiedShuffleSplit([0, 0, 0, 1], 2, settings)).toThrow('got 1 of class "yes"');
  });

  it("refuses parts smaller than the number of classes", () => {
    expect(() => stratifiedShuffleSplit([0, 0, 1, 1, 2, 2], 3, { testSize: 0.2, seed: 0 })).toThrow(
      "got a part of 2 rows",
    );
  });

  it.each(fixture.stratified)(
    "draws the rows of train_test_split(stratify): $count classes, seed $seed",
    (expected) => {
      const { testSize, seed } = expected;
      expect(plain(stratifiedShuffleSplit(expected.classes, expected.count, { testSize, seed }))).toEqual({
        train: expected.train,
        test: expected.test,
      });
    },
  );
});

describe("groupShuffleSplit(groups, count, testSize, seed)", () => {
  it("refuses a single group", () => {
    expect(() => groupShuffleSplit([0, 0], 1, 0.5, 0)).toThrow("at least 2 groups, got 1");
  });

  it.each(fixture.group)("draws GroupShuffleSplit's rows: $count groups, seed $seed", (expected) => {
    expect(plain(groupShuffleSplit(expected.groups, expected.count, expected.testSize, expected.seed))).toEqual({
      train: expected.train,
      test: expected.test,
    });
  });
});
