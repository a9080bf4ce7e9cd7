import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { build, preview } from "vite";

const ROOT = resolve(import.meta.dirname, "../..");
const OUT_DIR = resolve(tmpdir(), "scorebook-bench/page");

export interface ServedPage {
  readonly address: string;
  /** the page of the benchmarks */
  readonly benchAddress: string;
  /** files written here are found under `/bench-data/` */
  readonly dataFolder: string;
  close(): Promise<void>;
}

/**
 * Builds the page as it is shipped, and the page of the benchmarks by itself, which shares none of its chunks, into a
 * folder of their own, and serves both with the headers that allow shared memory.
 */
export async function servePage(): Promise<ServedPage> {
  await build({
    root: ROOT,
    logLevel: "warn",
    build: {
      outDir: OUT_DIR,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          main: resolve(ROOT, "index.html"),
          sw: resolve(ROOT, "src/offline/service-worker.ts"),
        },
      },
    },
  });
  await build({
    root: ROOT,
    base: "./",
    configFile: false,
    logLevel: "warn",
    worker: { format: "es" },
    build: {
      outDir: OUT_DIR,
      emptyOutDir: false,
      copyPublicDir: false,
      target: "es2023",
      rollupOptions: { input: resolve(ROOT, "src/bench/page/bench.html") },
    },
  });
  const server = await preview({
    root: ROOT,
    logLevel: "warn",
    build: { outDir: OUT_DIR },
    preview: { port: 4997, strictPort: false },
  });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error("the preview server has no address");
  const dataFolder = resolve(OUT_DIR, "bench-data");
  mkdirSync(dataFolder, { recursive: true });
  return {
    address,
    benchAddress: new URL("src/bench/page/bench.html", address).href,
    dataFolder,
    close: () => server.close(),
  };
}
