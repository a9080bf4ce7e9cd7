import { describe, expect, it } from "vitest";
import { moveToShared } from "./transfer";

describe("moveToShared", () => {
  it("puts an array that stands twice into shared memory once, at both places", () => {
    const positions = Uint32Array.from({ length: 5000 }, (_, i) => i);
    const moved = moveToShared({ data: { prepared: { positions } }, positions });
    expect(moved.positions).toBe(moved.data.prepared.positions);
    expect(moved.positions.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(moved.positions[4999]).toBe(4999);
    expect(() => structuredClone(moved)).not.toThrow();
  });

  it("keeps two views of one buffer, and leaves small arrays where they are", () => {
    const buffer = new ArrayBuffer(80_000);
    const whole = new Float64Array(buffer);
    whole.fill(2);
    const half = new Float64Array(buffer, 40_000);
    const small = new Uint8Array([1, 2, 3]);
    const moved = moveToShared({ whole, half, small });
    expect(moved.whole.every((value) => value === 2)).toBe(true);
    expect(moved.half).toHaveLength(5000);
    expect(moved.half.every((value) => value === 2)).toBe(true);
    expect([...moved.small]).toEqual([1, 2, 3]);
    expect(() => structuredClone(moved)).not.toThrow();
  });
});
