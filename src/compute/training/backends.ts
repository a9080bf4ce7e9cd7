import type { MlpOptions } from "../../core/models/mlp/options";

/** Where a network can be trained: TensorFlow.js's backends, and our typed arrays. */
export type BackendName = Exclude<MlpOptions["backend"], "auto">;
export type TfBackendName = Exclude<BackendName, "sparse">;

/** In the order they are tried; the typed arrays come first because they set the time to beat. */
export const BACKENDS: readonly BackendName[] = ["sparse", "webgpu", "wasm", "webgl", "cpu"];

export const BACKEND_LABELS: Readonly<Record<BackendName, string>> = {
  sparse: "typed arrays (sparse)",
  webgpu: "WebGPU",
  webgl: "WebGL",
  wasm: "WebAssembly",
  cpu: "TensorFlow.js CPU",
};
