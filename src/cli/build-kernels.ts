// Compiles the kernels into modules of text that core can import, so that the page fetches no file:
//   npx tsx src/cli/build-kernels.ts
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import compiler from "assemblyscript/asc";

const here = import.meta.dirname;
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
  { source: "turn-kernel.ts", module: "tree/turn-kernel-bytes.ts", name: "TURN_KERNEL_BYTES" },
  {
    source: "histogram-kernel.ts",
    module: "boosted/histogram-kernel-bytes.ts",
    name: "HISTOGRAM_KERNEL_BYTES",
    isShared: true,
  },
  { source: "mlp-kernel.ts", module: "mlp/mlp-kernel-bytes.ts", name: "MLP_KERNEL_BYTES" },
];

/** Where the module of a kernel's bytes stands. */
export function modulePath({ module }: Kernel): string {
  return resolve(here, "../core/models", module);
}

/** The text of the module that holds a compiled kernel. @throws {Error} with what the compiler says of it */
export async function compileKernel({ source, name, isShared }: Kernel): Promise<string> {
  const path = resolve(here, "../kernels", source);
  const flags = isShared ? [...FLAGS, ...SHARED_FLAGS] : FLAGS;
  let bytes: Uint8Array | null = null;
  const { error, stderr } = await compiler.main([path, "--outFile", "kernel.wasm", ...flags], {
    writeFile: (_name, contents) => void (bytes = contents as Uint8Array),
  });
  if (error || !bytes) throw error ? new Error(`${error.message}: ${stderr.toString()}`) : new Error("no bytes");
  const text = Buffer.from(bytes).toString("base64");
  return `// Made from src/kernels/${source} by src/cli/build-kernels.ts.\nexport const ${name} =\n  "${text}";\n`;
}

if (process.argv[1] === import.meta.filename) {
  for (const kernel of KERNELS) writeFileSync(modulePath(kernel), await compileKernel(kernel));
}
