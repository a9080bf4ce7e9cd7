import { describe, expect, it } from "vitest";
import { readBar, writeBar } from "./read-bar";

describe("readBar", () => {
  it("reads numbers as people write them", () => {
    expect(readBar(" 4,500 ")).toEqual({ value: 4500 });
    expect(readBar("0.35")).toEqual({ value: 0.35 });
    expect(readBar("−1.5")).toEqual({ value: -1.5 });
    expect(readBar("")).toEqual({ value: null });
  });
  it("says what is wrong with anything else", () => {
    for (const text of ["4,5", "good", "1e999"]) expect(readBar(text)).toHaveProperty("problem");
  });
});

describe("writeBar", () => {
  it("writes what reads back as the same number", () => {
    for (const bar of [4500.25, 0.123, -1234, null]) expect(readBar(writeBar(bar))).toEqual({ value: bar });
  });
});
