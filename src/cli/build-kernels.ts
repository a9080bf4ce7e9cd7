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

const TREE_KERNEL = resolve(here, "../kernels/tree-kernel.ts");

export const TREE_KERNEL_MODULE = resolve(here, "../core/models/tree/tree-kernel-bytes.ts");

/** The text of the module that holds the compiled tree kernel. */
export function compileTreeKernel(): string {
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  try {
    const out = join(folder, "kernel.wasm");
    execFileSync(process.execPath, [COMPILER, TREE_KERNEL, "--outFile", out, ...FLAGS], {
      stdio: "pipe",
    });
    const bytes = readFileSync(out).toString("base64");
    return `// Made from src/kernels/tree-kernel.ts by src/cli/build-kernels.ts.\nexport const TREE_KERNEL_BYTES =\n  "${bytes}";\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) writeFileSync(TREE_KERNEL_MODULE, compileTreeKernel());
