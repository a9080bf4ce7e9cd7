import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runPeer } from "./run-peer";
import type { PeerJob } from "./run-peer";

/** A matrix of two posts and a package of the peer's name that grows as `body` says. */
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scorebook-peer-"));
  for (const part of ["train", "test"]) {
    writeFileSync(join(folder, `${part}-indptr.bin`), Uint32Array.of(0, 1, 2));
    writeFileSync(join(folder, `${part}-indices.bin`), Uint32Array.of(0, 1));
    writeFileSync(join(folder, `${part}-values.bin`), Float64Array.of(3, 4));
    writeFileSync(join(folder, `${part}-target.bin`), Float64Array.of(10, 20));
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(body: string, limitSeconds = 20) {
  const place = join(folder, "node_modules/ml-random-forest");
  mkdirSync(place, { recursive: true });
  const train = `constructor(options) { this.options = options; } train(x, y) { ${body} }`;
  const predict = "predict(z) { return z.map((row) => row[0] + row[1]); }";
  writeFileSync(join(place, "index.js"), `exports.RandomForestRegression = class { ${train} ${predict} };`);
  const job: PeerJob = {
    peer: "ml-random-forest",
    fetched: { folder, packages: {} as never },
    data: folder,
    columns: 2,
    forests: [
      { trees: 1, columns: 2 },
      { trees: 2, columns: 2 },
    ],
    seed: 0,
    limitSeconds,
  };
  return runPeer(job);
}

describe("runPeer", () => {
  it("tells of each forest as it is finished, with its error on the test rows", async () => {
    const { messages, timedOut } = await run("");
    expect(timedOut).toBe(false);
    expect(messages.map(({ event }) => event)).toEqual(["fit", "forest", "fit", "forest"]);
    expect(messages[3]).toMatchObject({ trees: 2, columns: 2, rmse: Math.sqrt((7 ** 2 + 16 ** 2) / 2) });
  });

  it("ends a process that is still busy when the time is up, and keeps what it told", async () => {
    const { messages, timedOut } = await run("while (this.options.nEstimators > 1);", 0.2);
    expect(timedOut).toBe(true);
    expect(messages.map(({ event }) => event)).toEqual(["fit", "forest", "fit"]);
  });

  it("says what a peer failed of", async () => {
    const { messages } = await run('throw new Error("too many columns")');
    expect(messages.at(-1)).toEqual({ event: "failed", message: "too many columns" });
  });

  it("says so where the process ends without a word", async () => {
    const { messages } = await run("process.exit(3)");
    expect(messages.at(-1)).toEqual({ event: "failed", message: "its process ended with code 3" });
  });
});
