import { describe, expect, test } from "vitest";
import { later } from "./later";

describe("later", () => {
  const part = { add: (a: number, b: number) => a + b, stop: () => "stopped" };

  test("loads the part once, at the first call of any method", async () => {
    let loads = 0;
    const { methods, present } = later(async () => (loads++, part), ["add", "stop"]);
    expect(present()).toBeNull();
    expect(await Promise.all([methods.add(1, 2), methods.stop()])).toEqual([3, "stopped"]);
    expect(await methods.add(2, 2)).toBe(4);
    expect(loads).toBe(1);
    expect(present()).toBe(part);
  });

  test("tries again after a load that failed", async () => {
    let loads = 0;
    const { methods } = later(async () => {
      if (loads++ === 0) throw new Error("offline");
      return part;
    }, ["add"]);
    await expect(methods.add(1, 2)).rejects.toThrow("offline");
    expect(await methods.add(1, 2)).toBe(3);
  });
});
