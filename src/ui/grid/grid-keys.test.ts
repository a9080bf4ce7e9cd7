import { describe, expect, it } from "vitest";
import { moveByKey } from "./grid-keys";

const size = { rows: 100, columns: 5, page: 10 };
const move = (key: string, row: number, column: number, far = false) =>
  moveByKey({ row, column }, { key, ctrlKey: far }, size);

describe("moveByKey", () => {
  it("moves one cell and stops at the edges", () => {
    expect(move("ArrowDown", 3, 2)).toEqual({ row: 4, column: 2 });
    expect(move("ArrowDown", 99, 2)).toEqual({ row: 99, column: 2 });
    expect(move("ArrowUp", 0, 2)).toEqual({ row: 0, column: 2 });
    expect(move("ArrowLeft", 3, 0)).toEqual({ row: 3, column: 0 });
    expect(move("ArrowRight", 3, 4)).toEqual({ row: 3, column: 4 });
  });
  it("moves a screen, to the ends of a row, and with Ctrl to the ends of the table", () => {
    expect(move("PageDown", 95, 2)).toEqual({ row: 99, column: 2 });
    expect(move("PageUp", 5, 2)).toEqual({ row: 0, column: 2 });
    expect(move("Home", 5, 2)).toEqual({ row: 5, column: 0 });
    expect(move("End", 5, 2, true)).toEqual({ row: 99, column: 4 });
  });
  it("leaves other keys alone", () => {
    expect(move("a", 5, 2)).toBeNull();
    expect(move("Tab", 5, 2)).toBeNull();
  });
});
