import { describe, expect, it } from "vitest";
import { CsrBuilder } from "./csr-builder";
import { Uint32List } from "./uint32-list";

describe("CsrBuilder", () => {
  it("builds a matrix without rows and rows without entries", () => {
    const none = new CsrBuilder(0, 3, 0).finish();
    expect([none.rows, none.columns, none.indptr, none.values.length]).toEqual([0, 3, Uint32Array.of(0), 0]);
    const builder = new CsrBuilder(2, 1, 0);
    builder.endRow();
    builder.endRow();
    expect(builder.finish().indptr).toEqual(Uint32Array.of(0, 0, 0));
  });

  it("keeps what was written when it grows past the guess, and trims to it", () => {
    const builder = new CsrBuilder(100, 10, 5);
    for (let row = 0; row < 100; row++) {
      for (let column = 0; column < row % 10; column++) builder.push(column, row + column / 10);
      builder.endRow();
    }
    const { indptr, indices, values } = builder.finish();
    expect([indices.length, values.length, indptr[100]]).toEqual([450, 450, 450]);
    expect(indices.subarray(indptr[99], indptr[100])).toEqual(Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
    expect(values[indptr[99] + 4]).toBe(99.4);
  });
});

describe("Uint32List", () => {
  it("keeps its values while it grows and forgets those cut off", () => {
    const list = new Uint32List(1);
    for (let i = 0; i < 1000; i++) list.push(2 ** 32 - 1 - i);
    list.truncate(998);
    list.truncate(2000);
    list.set(0, 7);
    expect([list.length, list.at(0), list.at(997), list.toArray().length]).toEqual([998, 7, 2 ** 32 - 998, 998]);
  });
});
