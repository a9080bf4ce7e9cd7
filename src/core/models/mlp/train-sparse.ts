import type { JobContext } from "../../job";
import type { FitData } from "../model";
import type { MlpPart } from "./mlp";
import type { MlpOptions } from "./options";
import { makeSparseTrainer } from "./sparse-trainer";
import { trainNetwork } from "./training-loop";
import { makeTrainingProblem } from "./training-problem";
import { bestKernelForm } from "./wasm-kernels";

/**
 * The network trained on typed arrays alone. Rejects with DataError where {@link makeTrainingProblem} throws one, and
 * with an AbortError once the context's signal is aborted.
 */
export async function trainSparse(data: FitData, options: MlpOptions, context?: JobContext): Promise<MlpPart> {
  const problem = makeTrainingProblem(data, options);
  const { model, history } = await trainNetwork(problem, makeSparseTrainer(problem), context);
  const facts = { backend: "sparse", reason: "typed arrays: no TensorFlow.js here", kernels: bestKernelForm() };
  return { model, history: { ...history, facts } };
}
