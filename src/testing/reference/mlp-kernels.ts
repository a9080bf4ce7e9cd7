// Compiles the kernels of the network trainer: `npx tsx src/testing/reference/mlp-kernels.ts`. A test compares what is
// committed with what the source compiles to.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const folder = resolve(import.meta.dirname, "../../core/models/mlp/wasm");

/** The module's bytes as base64. */
export async function compileMlpKernels(): Promise<string> {
  let binary: Uint8Array | undefined;
  const source = readFileSync(resolve(folder, "kernels.as"), "utf8");
  // the file is not called .ts, so that the project's own compiler leaves it alone
  const flags = ["-O3", "--converge", "--noAssert", "--runtime", "stub", "--importMemory", "--enable", "simd"];
  const { error, stderr } = await asc.main(["kernels.ts", "-o", "kernels.wasm", ...flags], {
    readFile: (name) => (name === "kernels.ts" ? source : null),
    writeFile: (name, contents) => {
      if (name === "kernels.wasm") binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`${error?.message ?? "nothing compiled"}\n${stderr.toString()}`);
  return Buffer.from(binary).toString("base64");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const base64 = await compileMlpKernels();
  writeFileSync(
    resolve(folder, "kernels-binary.ts"),
    `/** \`kernels.as\`, compiled by \`src/testing/reference/mlp-kernels.ts\`. */\nexport const KERNELS_BASE64 =\n  "${base64}";\n`,
  );
}
