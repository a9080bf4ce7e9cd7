import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { env } from "@tensorflow/tfjs-core";

/** Importing the package registers the backend; this tells it where its files are, which are ours to serve. */
export function registerWasmBackend(): void {
  // the threaded file starts workers from blobs, which neither bundling nor a strict policy survives
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths({
    "tfjs-backend-wasm.wasm": plain,
    "tfjs-backend-wasm-simd.wasm": simd,
    // never fetched, but the table must name it
    "tfjs-backend-wasm-threaded-simd.wasm": simd,
  });
}
