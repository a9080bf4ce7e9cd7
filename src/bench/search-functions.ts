import type { SearchPoint, SearchSpace } from "../core/search/space";

/** A function to be lowered, told to Optuna in the same numbers by `optuna_bench.py`. */
export interface TestFunction {
  readonly name: string;
  readonly space: SearchSpace;
  readonly value: (point: SearchPoint) => number;
}

const float = (path: string, low: number, high: number, more: object = {}) =>
  ({ path, kind: "float", low, high, ...more }) as const;
const integer = (path: string, low: number, high: number, more: object = {}) =>
  ({ path, kind: "integer", low, high, ...more }) as const;
const n = (point: SearchPoint, path: string) => point[path] as number;

/** Losses with a floor above 0, as errors on held-out posts have: 2% of a value means the same for each. */
export const TEST_FUNCTIONS: readonly TestFunction[] = [
  {
    name: "Branin, 2 floats",
    space: [float("x", -5, 10), float("y", 0, 15)],
    value: (p) => {
      const [x, y] = [n(p, "x"), n(p, "y")];
      const bend = y - (5.1 * x * x) / (4 * Math.PI ** 2) + (5 * x) / Math.PI - 6;
      return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 + 10;
    },
  },
  {
    name: "boosting-like, 2 log floats, 2 integers",
    space: [
      float("rate", 1e-3, 1, { log: true }),
      integer("trees", 10, 1000, { log: true }),
      integer("leaf", 1, 100, { log: true }),
      float("l2", 1e-4, 100, { log: true }),
    ],
    value: (p) => {
      const effort = Math.log10(n(p, "rate") * n(p, "trees")) - 1;
      return (
        3 +
        effort * effort +
        0.3 * (Math.log10(n(p, "rate")) + 1.5) ** 2 +
        0.5 * (Math.log10(n(p, "leaf")) - 1.2) ** 2 +
        0.05 * (Math.log10(n(p, "l2")) + 1) ** 2
      );
    },
  },
  {
    name: "conditional: 3 models, each with its own",
    space: [
      { path: "model", kind: "categorical", choices: ["a", "b", "c"] },
      float("alpha", 1e-3, 1e3, { log: true, when: { path: "model", is: ["a"] } }),
      integer("depth", 1, 30, { when: { path: "model", is: ["b"] } }),
      float("share", 0.05, 1, { when: { path: "model", is: ["b"] } }),
      float("rate", 1e-4, 1, { log: true, when: { path: "model", is: ["c"] } }),
    ],
    value: (p) => {
      if (p.model === "a") return 5 + 0.4 * (Math.log10(n(p, "alpha")) - 1) ** 2;
      if (p.model === "b") return 4 + 0.01 * (n(p, "depth") - 17) ** 2 + 4 * (n(p, "share") - 0.35) ** 2;
      return 4.3 + 0.5 * (Math.log10(n(p, "rate")) + 2) ** 2;
    },
  },
  {
    name: "Hartmann 6, floats",
    space: ["a", "b", "c", "d", "e", "f"].map((path) => float(path, 0, 1)),
    value: (p) => {
      const A = [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
      ];
      const P = [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
      ];
      const weight = [1, 1.2, 3, 3.2];
      const x = ["a", "b", "c", "d", "e", "f"].map((path) => n(p, path));
      return (
        10 -
        weight.reduce((sum, w, i) => sum + w * Math.exp(-x.reduce((s, v, j) => s + A[i][j] * (v - P[i][j]) ** 2, 0)), 0)
      );
    },
  },
  {
    name: "steps and categories",
    space: [
      float("drop", 0, 0.9, { step: 0.05 }),
      integer("width", 16, 512, { step: 16 }),
      { path: "activation", kind: "categorical", choices: ["relu", "tanh", "sigmoid", "elu"] },
      { path: "norm", kind: "categorical", choices: ["l1", "l2", "none"] },
    ],
    value: (p) =>
      2 +
      3 * (n(p, "drop") - 0.35) ** 2 +
      ((n(p, "width") - 192) / 256) ** 2 +
      { relu: 0, tanh: 0.2, sigmoid: 0.6, elu: 0.05 }[p.activation as string]! +
      { l1: 0.3, l2: 0, none: 0.1 }[p.norm as string]!,
  },
  {
    name: "Ackley, 3 floats, 2 integers",
    space: [
      float("a", -20, 32),
      float("b", -20, 32),
      float("c", -20, 32),
      integer("i", -20, 32),
      integer("j", -20, 32),
    ],
    value: (p) => {
      const x = ["a", "b", "c", "i", "j"].map((path) => n(p, path));
      const square = x.reduce((s, v) => s + v * v, 0) / x.length;
      const wave = x.reduce((s, v) => s + Math.cos(2 * Math.PI * v), 0) / x.length;
      return 30 - 20 * Math.exp(-0.2 * Math.sqrt(square)) - Math.exp(wave) + Math.E;
    },
  },
  {
    name: "rugged, 1 float, 1 log integer, 1 category",
    space: [
      float("x", -3, 3),
      integer("k", 1, 4096, { log: true }),
      { path: "kind", kind: "categorical", choices: ["p", "q"] },
    ],
    value: (p) => {
      const k = Math.log2(n(p, "k"));
      const x = n(p, "x");
      return 6 + 0.3 * (x - 1) ** 2 + 0.4 * Math.sin(4 * x) + 0.05 * (k - 7) ** 2 + (p.kind === "p" ? 0.3 : 0);
    },
  },
];
