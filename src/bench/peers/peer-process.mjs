/*
 * One peer in a process of its own, in plain Node, so that its code runs as it was published and can be ended at any moment.
 * Reads what to do from its argument and writes one JSON message a line to file descriptor 3, at once: while it works,
 * nothing that waits for a turn of the event loop would be sent.
 */
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { peer, packages, data, columns, forests, seed } = JSON.parse(process.argv[2]);
const load = createRequire(resolve(packages, "package.json"));
let started = 0;
const seconds = () => processorSeconds() - started;
const tell = (message) => writeSync(3, `${JSON.stringify(message)}\n`);

/** Processor time of this thread, so that what else the machine does is not counted; on the wall where it is not told. */
function processorSeconds() {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0] / 1e9;
  } catch {
    return performance.now() / 1000;
  }
}

function numbers(name, Kind) {
  const { buffer, byteOffset, byteLength } = readFileSync(resolve(data, `${name}.bin`));
  return new Kind(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Calls `put(row, column, value)` for each entry. */
function eachEntry(part, put) {
  const indptr = numbers(`${part}-indptr`, Uint32Array);
  const indices = numbers(`${part}-indices`, Uint32Array);
  const values = numbers(`${part}-values`, Float64Array);
  for (let row = 0; row < indptr.length - 1; row++)
    for (let entry = indptr[row]; entry < indptr[row + 1]; entry++) put(row, indices[entry], values[entry]);
}

function rmse(predicted) {
  const target = numbers("test-target", Float64Array);
  return Math.sqrt(target.reduce((sum, value, row) => sum + (value - predicted[row]) ** 2, 0) / target.length);
}

/** Forest after forest, each from nothing: the package tells nothing while it grows one. */
function growMlRandomForest() {
  const { RandomForestRegression } = load("ml-random-forest");
  const dense = (part) => {
    const rows = numbers(`${part}-target`, Float64Array).length;
    const x = Array.from({ length: rows }, () => new Float64Array(columns));
    eachEntry(part, (row, column, value) => (x[row][column] = value));
    return x;
  };
  const [x, z] = [dense("train"), dense("test")];
  const y = Array.from(numbers("train-target", Float64Array));
  for (const { trees, columns: drawn } of forests) {
    const forest = new RandomForestRegression({
      nEstimators: trees,
      maxFeatures: drawn,
      seed,
      // The forest of the comparison estimates nothing out of bag while it is timed.
      noOOB: true,
      treeOptions: { minNumSamples: 1 },
    });
    started = processorSeconds();
    tell({ event: "fit" });
    forest.train(x, y);
    const took = seconds();
    tell({ event: "forest", trees, columns: drawn, seconds: took, rmse: rmse(forest.predict(z)) });
  }
}

/** The one forest it grows; what it logs says how far it is. */
async function growYdf() {
  const log = (line) => {
    if (line.includes("Training random forest on")) {
      started = processorSeconds();
      tell({ event: "fit" });
    }
    const [, trees, asked, outOfBag] = /Training of tree\s+(\d+)\/(\d+) .* rmse:([\d.]+)/.exec(line) ?? [];
    if (trees) tell({ event: "tree", trees: +trees, asked: +asked, seconds: seconds(), outOfBag: +outOfBag });
  };
  console.log = () => {};
  const ydf = await load("ydf-training")({ print: log, printErr: log });
  const dense = (part) => {
    const target = numbers(`${part}-target`, Float64Array);
    const x = Array.from({ length: columns }, () => Array.from(target, () => 0));
    eachEntry(part, (row, column, value) => (x[column][row] = value));
    return { ...Object.fromEntries(x.map((values, column) => [`x${column}`, values])), y: Array.from(target) };
  };
  const model = new ydf.RandomForestLearner("y", "REGRESSION").train(dense("train"));
  const took = seconds();
  const trees = Number(/Number of trees: (\d+)/.exec(model.describe())?.[1]);
  tell({ event: "forest", trees, columns, seconds: took, rmse: rmse(model.predict(dense("test"))) });
}

try {
  if (peer === "ml-random-forest") growMlRandomForest();
  else await growYdf();
} catch (thrown) {
  tell({ event: "failed", message: String(thrown?.message ?? thrown) });
}
// The WebAssembly module leaves handlers behind that would turn the exit code.
process.exit(0);
