import { describe, expect, it } from "vitest";
import { runInOrder } from "./run-in-order";

/** Jobs that end when told to. */
function makeJobs() {
  const end: ((failure?: Error) => void)[] = [];
  const start = (job: number) =>
    new Promise<string>((resolve, reject) => {
      end[job] = (failure) => (failure ? reject(failure) : resolve(`result ${job}`));
    });
  return { end, start };
}

const settled = () => new Promise((done) => setTimeout(done));

describe("runInOrder", () => {
  it("hands results over in the order of the jobs, whichever ends first", async () => {
    const { end, start } = makeJobs();
    const taken: string[] = [];
    const all = runInOrder({ count: 3, width: 3 }, start, (result, job) => taken.push(`${job}: ${result}`));
    end[2]();
    await settled();
    expect(taken).toEqual([]);
    end[0]();
    await settled();
    expect(taken).toEqual(["0: result 0"]);
    end[1]();
    await all;
    expect(taken).toEqual(["0: result 0", "1: result 1", "2: result 2"]);
  });

  it("starts no more jobs at once than it is told", async () => {
    const { end, start } = makeJobs();
    const all = runInOrder({ count: 3, width: 2 }, start, () => {});
    expect(end).toHaveLength(2);
    end[1]();
    await settled();
    expect(end).toHaveLength(3);
    end[0]();
    end[2]();
    await all;
  });

  it("rejects with the first failure and starts nothing after it", async () => {
    const { end, start } = makeJobs();
    const all = runInOrder({ count: 4, width: 2 }, start, () => {});
    end[0](new Error("no room"));
    await expect(all).rejects.toThrow("no room");
    end[1]();
    await settled();
    expect(end).toHaveLength(2);
  });

  it("is done at once without jobs", async () => {
    await runInOrder({ count: 0, width: 2 }, () => Promise.reject(new Error("none to start")), () => {}); // prettier-ignore
  });
});
