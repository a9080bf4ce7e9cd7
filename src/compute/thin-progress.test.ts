import { describe, expect, it } from "vitest";
import type { Progress } from "../core/job";
import { thinned } from "./thin-progress";

describe("thinned", () => {
  it("passes on the first report and then one every 50 ms, points or not", () => {
    const seen: number[] = [];
    let time = 0;
    const report = thinned(
      ({ done }: Progress) => void seen.push(done),
      () => time,
    );
    for (; time <= 200; time += 10) report({ done: time, total: 200, point: { epoch: time } });
    expect(seen).toEqual([0, 50, 100, 150, 200]);
  });
});
