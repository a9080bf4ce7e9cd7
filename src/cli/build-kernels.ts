// Compiles the kernels into modules of text that core can import, so that the page fetches no file:
//   npx tsx src/cli/build-kernels.ts
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const here = import.meta.dirname;
const COMPILER = resolve(here, "../../node_modules/assemblyscript/bin/asc.js");
const FLAGS = "-O3 --runtime stub --enable simd --enable bulk-memory --importMemory --noExportMemory --noAssert".split(
  " ",
);

const SHARED_FLAGS = "--enable threads --sharedMemory --initialMemory 1 --maximumMemory 65536".split(" ");

export interface Kernel {
  readonly source: string;
  readonly module: string;
  readonly name: string;
  /** its memory may be shared by workers */
  readonly isShared?: boolean;
}

export const KERNELS: readonly Kernel[] = [
  { source: "tree-kernel.ts", module: "tree/tree-kernel-bytes.ts", name: "TREE_KERNEL_BYTES", isShared: true },
  { source: "leaf-kernel.ts", module: "tree/leaf-kernel-bytes.ts", name: "LEAF_KERNEL_BYTES" },
  { source: "histogram-kernel.ts", module: "boosted/histogram-kernel-bytes.ts", name: "HISTOGRAM_KERNEL_BYTES" },
  { source: "mlp-kernel.ts", module: "mlp/mlp-kernel-bytes.ts", name: "MLP_KERNEL_BYTES" },
];

/** Where the module of a kernel's bytes stands. */
export function modulePath({ module }: Kernel): string {
  return resolve(here, "../core/models", module);
}

/** The text of the module that holds a compiled kernel. */
export function compileKernel({ source, name, isShared }: Kernel): string {
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  try {
    const out = join(folder, "kernel.wasm");
    const arguments_ = [
      COMPILER,
      resolve(here, "../kernels", source),
      "--outFile",
      out,
      ...FLAGS,
      ...(isShared ? SHARED_FLAGS : []),
    ];
    execFileSync(process.execPath, arguments_, { stdio: "pipe" });
    const bytes = readFileSync(out).toString("base64");
    return `// Made from src/kernels/${source} by src/cli/build-kernels.ts.\nexport const ${name} =\n  "${bytes}";\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const kernel of KERNELS) writeFileSync(modulePath(kernel), compileKernel(kernel));
}
