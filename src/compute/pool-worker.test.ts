import { describe, expect, it, vi } from "vitest";
import { makePoolWorkerApi } from "./pool-worker";
import { claim, makeRightOfWay, tellAtWork } from "./right-of-way";

const OPTIONS = { reports: false, shareResult: false, shareAllocated: false };

describe("a worker of the pool", () => {
  it("lets the page draw before it begins a job, however short", async () => {
    const right = makeRightOfWay(true)!;
    tellAtWork(right, 64);
    const worker = makePoolWorkerApi();
    worker.listen(() => {}, new Int32Array(new SharedArrayBuffer(4)), right);
    const wait = vi.spyOn(Atomics, "wait");
    const judge = () =>
      worker.run("residualIntervals", { actual: Float64Array.of(1, 2), predicted: Float64Array.of(1, 2) }, OPTIONS);
    await judge();
    expect(wait).not.toHaveBeenCalled();
    claim(right, 10_000);
    await judge();
    expect(wait).toHaveBeenCalledTimes(1);
    wait.mockRestore();
  });
});
