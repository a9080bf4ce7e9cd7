import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileTreeKernel, TREE_KERNEL_MODULE } from "./build-kernels";

it("the committed tree kernel is what its source compiles to", () => {
  expect(readFileSync(TREE_KERNEL_MODULE, "utf8")).toBe(compileTreeKernel());
}, 60_000);
