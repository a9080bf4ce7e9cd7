import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { PartialExperiment } from "../experiment/experiment";
import { describeWithShared, readShared, readSharedJson } from "../testing/shared-data";
import { makeTestPipeline } from "../testing/run-pipeline";
import { termsOf } from "./terms";

interface Reference {
  readonly split: { readonly test_sha256: string; readonly test_first_10: readonly number[] };
  readonly tfidf: {
    readonly vocabulary_sha256: string;
    readonly nnz: number;
    readonly idf: Record<string, number>;
    readonly row0: Record<string, number>;
    readonly column_sums: Record<string, number>;
  };
  readonly matrix: { readonly shape: readonly number[]; readonly nnz: number };
  readonly models: {
    readonly mean: { readonly rmse: number };
    readonly ridge: {
      readonly rmse: number;
      readonly mae: number;
      readonly r2: number;
      readonly first_5: readonly number[];
    };
    readonly rf: { readonly rmse_mean: number };
    readonly mlp: { readonly rmse_mean: number };
  };
}

/** The recipe of the reference run: words of title and body, tag, and the ratio where it is asked for. */
const RECIPE: PartialExperiment = {
  problem: { target: "score" },
  data: {
    columns: {
      datetime: { role: "ignore" },
      author: { role: "ignore" },
      tag: { role: "categorical" },
      title: { role: "text" },
      body: { role: "text" },
    },
  },
  features: {
    shape: { characters: false, words: false, questionMarks: false, links: false, capitals: false, empty: false },
  },
};

const WITH_RATIO: PartialExperiment = {
  data: { columns: { upvote_ratio: { role: "numeric" } } },
  features: { numeric: { impute: "constant", fill: 0.5 } },
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

for (const [name, extra] of [
  ["askscience_ratio", WITH_RATIO],
  ["askscience_dedup", { split: { dropDuplicatesBy: ["url"] } }],
] as const satisfies readonly (readonly [string, PartialExperiment])[]) {
  describeWithShared(`the pipeline on ${name}`, () => {
    const reference = readSharedJson<Reference>("reference", `${name}.json`);
    const { open, edit, run } = makeTestPipeline();
    const start = async () => {
      await open(readShared("data", "askscience_data.csv"), RECIPE);
      edit(extra);
    };

    it("splits into the very rows of train_test_split", async () => {
      await start();
      const { rows } = await run("split");
      expect([...rows.test.subarray(0, 10)]).toEqual(reference.split.test_first_10);
      expect(sha256([...rows.test].join(","))).toBe(reference.split.test_sha256);
    });

    it("makes the matrix of TfidfVectorizer, OneHotEncoder and StandardScaler", async () => {
      const features = await run("features");
      const { matrix, view } = features;
      const terms = termsOf(features);
      const { rows } = await run("split");
      expect(sha256(terms.map(({ term }) => term).join("\n"))).toBe(reference.tfidf.vocabulary_sha256);
      expect(view.columns).toBe(reference.matrix.shape[1]);
      const byTerm = new Map(terms.map((term, column) => [term.term, { ...term, column }]));
      for (const [term, idf] of Object.entries(reference.tfidf.idf)) expect(byTerm.get(term)!.idf).toBeCloseTo(idf, 9);
      for (const [term, sum] of Object.entries(reference.tfidf.column_sums))
        expect(byTerm.get(term)!.weight).toBeCloseTo(sum, 9);
      const first = rows.train[0];
      const row0: Record<string, number> = {};
      for (let e = matrix.indptr[first]; e < matrix.indptr[first + 1] && matrix.indices[e] < terms.length; e++) {
        row0[terms[matrix.indices[e]].term] = matrix.values[e];
      }
      expect(Object.keys(row0).sort()).toEqual(Object.keys(reference.tfidf.row0).sort());
      for (const [term, value] of Object.entries(reference.tfidf.row0)) expect(row0[term]).toBeCloseTo(value, 9);
    });

    it("fits ridge to scikit-learn's predictions and metrics", async () => {
      edit({ model: { kind: "ridge", alpha: 1 } });
      const { view } = await run("evaluate");
      const { test } = view.metrics;
      const relative = (got: number, wanted: number) => Math.abs(got - wanted) / Math.abs(wanted);
      expect(relative(test.rmse.value, reference.models.ridge.rmse)).toBeLessThan(1e-6);
      expect(relative(test.mae.value, reference.models.ridge.mae)).toBeLessThan(1e-6);
      expect(relative(test.r2.value, reference.models.ridge.r2)).toBeLessThan(1e-5);
      expect(relative(view.baselines.mean.rmse.value, reference.models.mean.rmse)).toBeLessThan(1e-9);
      reference.models.ridge.first_5.forEach((wanted, i) => {
        expect(relative(view.points.test.predicted[i], wanted)).toBeLessThan(1e-6);
      });
    });

    it("grows forests as good as scikit-learn's, within 1.5% over three seeds", async () => {
      const rmse: number[] = [];
      for (const seed of [0, 1, 2]) {
        edit({ model: { kind: "forest", trees: 100, seed } as never });
        rmse.push((await run("evaluate")).view.metrics.test.rmse.value);
      }
      const mean = rmse.reduce((a, b) => a + b, 0) / rmse.length;
      // Forests of 100 trees scatter by about 0.4% from seed to seed, scikit-learn's as ours.
      expect(Math.abs(mean / reference.models.rf.rmse_mean - 1)).toBeLessThan(0.015);
    }, 300_000);

    it("trains networks at most 3% behind scikit-learn's, and not far before it, over three seeds", async () => {
      const rmse: number[] = [];
      for (const seed of [0, 1, 2]) {
        edit({ model: { kind: "mlp", backend: "sparse", seed } as never });
        rmse.push((await run("evaluate")).view.metrics.test.rmse.value);
      }
      const mean = rmse.reduce((a, b) => a + b, 0) / rmse.length;
      expect(mean / reference.models.mlp.rmse_mean).toBeLessThan(1.03);
      // far below it would mean that the test rows leaked
      expect(mean / reference.models.mlp.rmse_mean).toBeGreaterThan(0.9);
    }, 600_000);
  });
}
