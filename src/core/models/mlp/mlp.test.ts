import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../../testing/csr-of";
import { readFixture } from "../../../testing/fixture";
import { isDataError } from "../../errors";
import { defaultOptions } from "../../options";
import { takeRows } from "../../sparse/csr";
import type { FitData } from "../model";
import { mlp } from "./mlp";
import { MLP_OPTIONS } from "./options";
import type { MlpOptions } from "./options";

interface Fixture {
  readonly x: number[][];
  readonly y: number[];
  readonly label: number[];
  readonly cases: readonly {
    readonly task: "regression" | "classification";
    readonly settings: {
      readonly hidden_layer_sizes: number[];
      readonly activation: "relu" | "tanh" | "logistic";
      readonly solver?: "sgd";
      readonly alpha: number;
      readonly learning_rate_init: number;
      readonly random_state: number;
    };
    readonly predictions: number[];
  }[];
}

const fixture = readFixture<Fixture>("mlp");
const defaults = defaultOptions(MLP_OPTIONS);
const x = csrOf(fixture.x);

function regression(change: Partial<FitData> = {}): FitData {
  return { task: "regression", classCount: 0, x, y: Float64Array.from(fixture.y), ...change };
}

function fit(data: FitData, options: Partial<MlpOptions> = {}) {
  return mlp.fitJob(data, { ...defaults, ...options }, "train");
}

async function codeOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
  } catch (thrown) {
    if (isDataError(thrown)) return thrown.code;
    throw thrown;
  }
  return undefined;
}

describe("mlp.fitJob", () => {
  it.each(fixture.cases)(
    "trains what scikit-learn trains: $task, $settings",
    async ({ task, settings, predictions }) => {
      const classes = task === "classification";
      const data = classes ? { task, classCount: 3, x, y: Float64Array.from(fixture.label) } : regression();
      const { model } = await fit(data as FitData, {
        hiddenLayers: settings.hidden_layer_sizes,
        activation: settings.activation === "logistic" ? "sigmoid" : settings.activation,
        optimizer: settings.solver ?? "adam",
        l2: settings.alpha,
        learningRate: settings.learning_rate_init,
        seed: settings.random_state,
        target: "as-is",
        batchSize: 5,
        epochs: 12,
        earlyStopping: false,
      });
      const found = mlp.predict(model, x);
      // float32 against float64 over 60 steps of predictions up to 10
      predictions.forEach((expected, i) => expect(Math.abs(found[i] - expected)).toBeLessThan(5e-5));
    },
  );

  it("gives the same bits for the same seed and other ones for another", async () => {
    const runs = [0, 0, 1].map((seed) => fit(regression(), { seed, epochs: 5, dropout: 0.3 }));
    const [a, b, c] = (await Promise.all(runs)).map(({ model }) => mlp.predict(model, x));
    expect(b).toEqual(a);
    expect(c).not.toEqual(a);
  });

  it("learns a line through a single column and predicts it in the target's own unit", async () => {
    const rows = Array.from({ length: 200 }, (_, i) => [i / 100 - 1]);
    const data = regression({ x: csrOf(rows), y: Float64Array.from(rows, ([v]) => 5000 + 800 * v) });
    for (const target of ["standardised", "log1p"] as const) {
      const { model } = await fit(data, {
        target,
        learningRate: 0.01,
        batchSize: 20,
        earlyStopping: false,
        epochs: 60,
      });
      const [found] = mlp.predict(model, csrOf([[0.5]]));
      expect(Math.abs(found - 5400)).toBeLessThan(40);
    }
  });

  it("predicts a constant target as it is", async () => {
    const { model } = await fit(regression({ y: new Float64Array(23).fill(7) }), {
      epochs: 300,
      learningRate: 0.01,
      earlyStopping: false,
    });
    for (const value of mlp.predict(model, x)) expect(Math.abs(value - 7)).toBeLessThan(0.2);
  });

  it.each([1, 2, 3, 5])("trains on %i rows, with batches larger than that", async (rows) => {
    const some = takeRows(
      x,
      Array.from({ length: rows }, (_, i) => i),
    );
    const { model } = await fit(regression({ x: some, y: Float64Array.from(fixture.y.slice(0, rows)) }), { epochs: 3 });
    expect([...mlp.predict(model, some)].every(Number.isFinite)).toBe(true);
  });

  it("trains on rows without a single entry", async () => {
    const empty = csrOf([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const { model } = await fit(regression({ x: empty, y: Float64Array.of(1, 2, 3) }), { epochs: 50 });
    const found = mlp.predict(model, empty);
    expect(found[0]).toBe(found[2]);
  });

  it("keeps the weights of the best validation epoch and says when it stopped", async () => {
    const data = regression({ validation: { x: randomCsr(10, 7, 0.5, 3), y: new Float64Array(10).fill(3) } });
    const { model, history } = await fit(data, { patience: 4, learningRate: 0.02, epochs: 500 });
    const errors = history.points.map((point) => point.validation);
    expect(history.best).toBe(errors.indexOf(Math.min(...errors)));
    expect(history.points.length).toBeLessThan(500);
    expect(history.stopped).toMatch(/^no gain on the validation part for 4 epochs; weights of epoch \d+ kept$/);
    const found = mlp.predict(model, data.validation!.x);
    const squares = found.reduce((sum, value) => sum + (value - 3) ** 2, 0);
    expect(Math.sqrt(squares / 10)).toBeCloseTo(errors[history.best!], 4);
  });

  it("counts a row of weight 2 as it counts the row twice, and one of weight 0 not at all", async () => {
    const weights = Float64Array.from(fixture.y, (_, i) => (i === 4 ? 2 : i === 9 ? 0 : 1));
    const positions = Uint32Array.from([...fixture.y.keys(), 4].filter((i) => i !== 9));
    const whole = { batchSize: 100, earlyStopping: false, epochs: 20, target: "as-is", l2: 0 } as const;
    const weighted = await fit(regression({ weights }), whole);
    const repeated = regression({ x: takeRows(x, positions), y: Float64Array.from(positions, (i) => fixture.y[i]) });
    const expected = mlp.predict((await fit(repeated, whole)).model, x);
    mlp.predict(weighted.model, x).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 3));
  });

  it("stops at once when the signal is aborted", async () => {
    const signal = {
      aborted: true,
      throwIfAborted: () => {
        throw Object.assign(new Error("stop"), { name: "AbortError" });
      },
    };
    await expect(mlp.fitJob(regression(), defaults, "train", { signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("refuses what cannot be trained, with a code", async () => {
    expect(await codeOf(() => fit(regression({ x: csrOf([], 3), y: new Float64Array() })))).toBe("too-few-rows");
    expect(await codeOf(() => fit(regression({ y: new Float64Array(2) })))).toBe("length-mismatch");
    expect(await codeOf(() => fit(regression({ y: new Float64Array(23).fill(NaN) })))).toBe("not-finite");
    expect(await codeOf(() => fit(regression({ y: new Float64Array(23).fill(-1) }), { target: "log1p" }))).toBe(
      "invalid-option",
    );
    expect(await codeOf(() => fit({ ...regression(), task: "classification", classCount: 1 }))).toBe("single-class");
    const missing = { ...x, values: x.values.map((value, e) => (e === 3 ? NaN : value)) };
    expect(await codeOf(() => fit(regression({ x: missing })))).toBe("not-finite");
    const wild = {
      learningRate: 10,
      optimizer: "sgd",
      target: "as-is",
      activation: "relu",
      epochs: 200,
      earlyStopping: false,
    } as const;
    expect(await codeOf(() => fit(regression({ y: Float64Array.from(fixture.y, (v) => v * 1e6) }), wild))).toBe(
      "not-finite",
    );
  });
});

describe("mlp.predict", () => {
  it("gives probabilities that sum to 1, whatever rows stand beside a row", async () => {
    const data: FitData = { task: "classification", classCount: 3, x, y: Float64Array.from(fixture.label) };
    const { model } = await fit(data, { epochs: 10, activation: "elu" });
    const all = mlp.predict(model, x);
    for (let row = 0; row < x.rows; row++) {
      const one = mlp.predict(model, takeRows(x, [row]));
      expect([...one]).toEqual([...all.subarray(row * 3, row * 3 + 3)]);
      expect(one.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
  });

  it("refuses a matrix with other columns", async () => {
    const { model } = await fit(regression(), { epochs: 1 });
    expect(() => mlp.predict(model, csrOf([[1, 2]]))).toThrow("the network takes 7 columns, got 2");
  });
});

describe("mlp.explain", () => {
  it("gives each entry what the prediction loses without it, and adds up to the prediction", async () => {
    const { model } = await fit(regression(), { epochs: 30, activation: "tanh" });
    for (let row = 0; row < x.rows; row++) {
      const one = takeRows(x, [row]);
      const [prediction] = mlp.predict(model, one);
      const { base, columns, values } = mlp.explain(model, one, 0);
      expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(prediction, 9);
      columns.forEach((column, e) => {
        const zeroed = { ...one, values: one.values.map((value, i) => (one.indices[i] === column ? 0 : value)) };
        expect(values[e]).toBeCloseTo(prediction - mlp.predict(model, zeroed)[0], 9);
      });
    }
  });

  it("has the prediction of an empty row as its base where there is nothing to explain", async () => {
    const { model } = await fit(regression(), { epochs: 5 });
    const empty = csrOf([[0, 0, 0, 0, 0, 0, 0]]);
    expect(mlp.explain(model, empty, 0).base).toBeCloseTo(mlp.predict(model, empty)[0], 12);
  });

  it("refuses an output the network does not have", async () => {
    const { model } = await fit(regression(), { epochs: 1 });
    expect(() => mlp.explain(model, takeRows(x, [0]), 1)).toThrow("output must be an integer from 0 to 0, got 1");
  });
});
