import { describe, expect, it } from "vitest";
import { pack } from "../core/binary/pack";
import type { PartialExperiment } from "../experiment/experiment";
import { makeTestEngine } from "../testing/make-test-engine";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeThreadPool } from "./node/thread-pool";
import { makeMemoryStorage } from "./storage";

const FILE = sampleCsv(makeSamplePosts(1500, 3, 12));

const CHANGES = [
  { model: { kind: "ridge" } },
  { model: { kind: "elasticNet" } },
  { model: { kind: "forest", trees: 8 } },
  { model: { kind: "boosted", maxIter: 30, earlyStopping: false } },
  { model: { kind: "boosted", maxIter: 30, loss: "huber", maxFeatures: 0.5, subsample: 0.8 } },
  { model: { kind: "ridge" }, features: { text: { vectorizer: "hashing", ngramMax: 2 } } },
] as const;

/** Predictor and metrics of every model, as bytes and text, from real threads. */
async function outcome(workers: number, share: boolean) {
  const executor = makeThreadPool(workers, share);
  const storage = makeMemoryStorage();
  const engine = makeTestEngine({
    executor,
    storage,
    environment: { userAgent: "test", cores: workers, isolated: share, scorebook: "0" },
  });
  try {
    await engine.open({ kind: "text", name: "sample.csv", text: FILE });
    const outcomes = [];
    for (const changes of CHANGES) {
      await engine.configure(changes as PartialExperiment);
      const run = (await engine.run())!;
      const predictor = Buffer.from(pack(await storage.loadPredictor(run.id)));
      outcomes.push({ kind: run.experiment.model.kind, metrics: JSON.stringify(run.metrics), predictor });
    }
    return outcomes;
  } finally {
    executor.dispose();
  }
}

describe("makeEngine over a pool", () => {
  it("gives the same model and metrics to the last bit for any number of workers, with shared memory or copies", async () => {
    const one = await outcome(1, true);
    for (const [workers, share] of [
      [2, true],
      [4, true],
      [2, false],
    ] as const) {
      const other = await outcome(workers, share);
      other.forEach(({ kind, metrics, predictor }, i) => {
        expect([kind, metrics]).toEqual([one[i].kind, one[i].metrics]);
        expect(predictor.equals(one[i].predictor), `${kind} with ${workers} workers, share ${share}`).toBe(true);
      });
    }
  }, 600_000);
});
