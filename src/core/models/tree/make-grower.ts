import type { Signal } from "../../job";
import type { SortedColumns } from "./sorted-columns";
import { TreeGrower, type GrowSettings, type GrowTarget } from "./tree-grower";
import type { Trees } from "./trees";
import { makeWasmGrower } from "./wasm-grower";

/** Grows one tree after another; the same tree for the same target and seed, whichever way it does it. */
export interface Grower {
  /** what it runs on, as a person calls it */
  readonly backend: "WebAssembly" | "typed arrays";
  /**
   * Adds to `importance` how much the splits of each column lower the impurity, in shares of all that the tree
   * lowers it.
   */
  grow(target: GrowTarget, seed: number, importance: Float64Array): Trees;
}

/**
 * The fastest grower for these settings: WebAssembly for squared error, where there is
 * WebAssembly, and plain typed arrays otherwise. Both give the same bits.
 */
export function makeGrower(
  columns: SortedColumns,
  settings: GrowSettings,
  isSquared: boolean,
  outputs: number,
  signal?: Signal,
): Grower {
  const fast = isSquared ? makeWasmGrower(columns, settings, signal) : null;
  if (!fast) return plainGrower(columns, settings, outputs);
  let plain: Grower | null = null;
  return {
    backend: "WebAssembly",
    grow: (target, seed, importance) => {
      if (plain) return plain.grow(target, seed, importance);
      try {
        return fast.grow(target, seed, importance);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        plain = plainGrower(columns, settings, outputs);
        return plain.grow(target, seed, importance);
      }
    },
  };
}

function plainGrower(columns: SortedColumns, settings: GrowSettings, outputs: number): Grower {
  const grower = new TreeGrower(columns, settings, outputs);
  return {
    backend: "typed arrays",
    grow: (target, seed, importance) => grower.grow(target, seed, importance),
  };
}
