import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileKernel, KERNELS, modulePath } from "./build-kernels";

it.each(KERNELS)(
  "the committed bytes of $source are what it compiles to",
  async (kernel) => {
    expect(readFileSync(modulePath(kernel), "utf8")).toBe(await compileKernel(kernel));
  },
  60_000,
);
