import { expose } from "comlink";
import { assist } from "../../core/models/boosted/assist";
import { boosted } from "../../core/models/boosted/boosted";
import { BOOSTED_OPTIONS } from "../../core/models/boosted/options";
import type { ForestModel } from "../../core/models/forest/forest-model";
import type { FitData } from "../../core/models/model";
import type { Team } from "../../core/models/team";
import { modelKindOf } from "../../core/models/registry";
import { defaultOptions } from "../../core/options";
import type { CsrMatrix } from "../../core/sparse/csr";
import { takeRows } from "../../core/sparse/csr";
import type { Run } from "../../pipeline/views";
import { unpackRun } from "../../predictor/run-file";

/** What the page itself does not time, or times only as part of more. Data comes in files the other side wrote. */
const api = {
  async boosted(
    folder: string,
    columns: number,
    seed: number,
    team: Team | null,
  ): Promise<{ seconds: number; rmse: number }> {
    const [x, y, z, t] = await Promise.all(
      ["dense-train", "target-train", "dense-test", "target-test"].map((name) => floats(`${folder}/${name}.bin`)),
    );
    const data: FitData = { task: "regression", classCount: 0, x: asMatrix(x, columns), y };
    const options = { ...defaultOptions(BOOSTED_OPTIONS), seed };
    const started = performance.now();
    const part = await boosted.fitJob(data, options, { team }, {});
    const shape = {
      task: data.task,
      classCount: 0,
      rows: data.x.rows,
      columns,
      entries: data.x.indices.length,
    };
    const { model } = boosted.combine([part], shape, options);
    const seconds = (performance.now() - started) / 1000;
    const predicted = boosted.predict(model, asMatrix(z, columns));
    return { seconds, rmse: Math.sqrt(t.reduce((sum, value, i) => sum + (value - predicted[i]) ** 2, 0) / t.length) };
  },

  /** Helps with the boosting of another worker until it is over. */
  assist(team: Team, helper: number): void {
    assist(team, helper, () => false);
  },

  /** Scores `rows` rows with the model the page put aside: the test rows over and over. */
  async many(folder: string, columns: number, rows: number): Promise<number> {
    const [indptr, indices] = await Promise.all(
      ["test-indptr", "test-indices"].map(async (name) => new Uint32Array(await bytes(`${folder}/${name}.bin`))),
    );
    const values = await floats(`${folder}/test-values.bin`);
    const test: CsrMatrix = { rows: indptr.length - 1, columns, indptr, indices, values };
    const { predictor } = await keptRun();
    const kind = modelKindOf(predictor.modelKind);
    const x = takeRows(
      test,
      Uint32Array.from({ length: rows }, (_, i) => i % test.rows),
    );
    const started = performance.now();
    const predicted = kind.predict(predictor.model, x);
    const seconds = (performance.now() - started) / 1000;
    if (!predicted.every(Number.isFinite)) throw new Error("a prediction is not a number");
    return seconds;
  },

  /** Nodes of a forest, and how many of them a training row of its own passes on the way to a leaf, on average. */
  async shapeOf(): Promise<{ nodes: number; meanDepth: number }> {
    const { trees } = (await keptRun()).predictor.model as ForestModel;
    const { start, feature, right } = trees;
    let depths = 0;
    let leaves = 0;
    for (let tree = 0; tree < start.length - 1; tree++) {
      const level = new Uint32Array(start[tree + 1] - start[tree]);
      for (let node = 0; node < level.length; node++) {
        if (feature[start[tree] + node] >= 0) {
          level[node + 1] = level[right[start[tree] + node]] = level[node] + 1;
        } else {
          leaves++;
          depths += level[node];
        }
      }
    }
    return { nodes: feature.length, meanDepth: depths / leaves };
  },

  /** What this machine's memory gives one thread here: bytes a second copied, and random 4-byte reads a second. */
  limits(): { copied: number; gathered: number } {
    const from = new Float64Array(1 << 24).fill(1);
    const to = new Float64Array(1 << 24);
    const copied = best(5, () => to.set(from));
    const order = new Uint32Array(1 << 22);
    for (let i = 0; i < order.length; i++) order[i] = Math.imul(i, 2654435761) & (from.length - 1);
    let sum = 0;
    const gathered = best(3, () => {
      for (let i = 0; i < order.length; i++) sum += from[order[i]];
    });
    if (sum === 0) throw new Error("nothing was read");
    return { copied: (2 * from.byteLength) / copied, gathered: order.length / gathered };
  },
};

/** The run the page put aside last. */
async function keptRun(): Promise<ReturnType<typeof unpackRun<Run>>> {
  const kept = await (await caches.open("bench")).match("/bench-run-file");
  if (!kept) throw new Error("the page has kept no run");
  return unpackRun<Run>(new Uint8Array(await kept.arrayBuffer()));
}

/** Seconds of the fastest of so many times. */
function best(times: number, work: () => void): number {
  let seconds = Infinity;
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    work();
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
  }
  return seconds;
}

function asMatrix(rows: Float64Array, columns: number): CsrMatrix {
  const count = rows.length / columns;
  return {
    rows: count,
    columns,
    indptr: Uint32Array.from({ length: count + 1 }, (_, row) => row * columns),
    indices: Uint32Array.from(rows, (_, i) => i % columns),
    values: rows,
  };
}

async function floats(path: string): Promise<Float64Array> {
  return new Float64Array(await bytes(path));
}

async function bytes(path: string): Promise<ArrayBuffer> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.arrayBuffer();
}

export type BenchWorkerApi = typeof api;

expose(api);
