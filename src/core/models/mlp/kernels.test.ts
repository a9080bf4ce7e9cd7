import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import { defaultOptions } from "../../options";
import { MLP_OPTIONS } from "./options";
import type { MlpOptions } from "./options";
import { makeSparseTrainer } from "./sparse-trainer";
import { trainNetwork } from "./training-loop";
import { makeTrainingProblem } from "./training-problem";
import { bestKernelForm } from "./wasm-kernels";

const x = randomCsr(37, 19, 0.3, 4);
const y = Float64Array.from({ length: 37 }, (_, i) => Math.sin(i) * 10);

async function curve(form: "plain" | "wasm-simd", options: Partial<MlpOptions>) {
  const settings = { ...defaultOptions(MLP_OPTIONS), epochs: 8, batchSize: 10, learningRate: 0.01, ...options };
  const problem = makeTrainingProblem({ task: "regression", classCount: 0, x, y, validation: { x, y } }, settings);
  const { model, history } = await trainNetwork(problem, makeSparseTrainer(problem, form));
  return { model, errors: history.points.flatMap((point) => [point.train, point.validation]) };
}

describe("the WebAssembly kernels", () => {
  it("are chosen where there is SIMD", () => expect(bestKernelForm()).toBe("wasm-simd"));

  // widths on either side of one, two and eight vectors of four
  it.each([[1], [3, 4], [5, 8], [9, 13], [31, 33], [40, 7, 2]])(
    "train what the plain ones train: %j",
    async (...widths) => {
      for (const change of [
        {},
        { optimizer: "sgd" },
        { dropout: 0.4, activation: "sigmoid" },
      ] as Partial<MlpOptions>[]) {
        const options = { hiddenLayers: widths.flat(), ...change };
        const [plain, wasm] = [await curve("plain", options), await curve("wasm-simd", options)];
        // sums in float32 against sums in double, rounded
        plain.errors.forEach((error, i) => expect(Math.abs(wasm.errors[i] / error - 1)).toBeLessThan(2e-5));
      }
    },
  );
});
