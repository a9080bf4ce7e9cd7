import { freeArray } from "../../core/free-buffer";
import type { CsrMatrix } from "../../core/sparse/csr";
import { bytesOfPlain } from "../plain-bytes";
import type { StageOutputs, StageRun } from "./stage-run";

/** Below this a matrix stays where it is: bringing it back takes a second for every few hundred megabytes. */
const WORTH_SETTING_ASIDE = 1e8;

/**
 * Puts the matrix of all rows where it takes no memory, if it is large and there is such a place, while models grow on columns
 * of their own. Whoever asks for it meanwhile gets it, read anew. Returns what brings it back.
 */
export async function setMatrixAside(
  features: StageOutputs["features"],
  executor: StageRun["executor"],
): Promise<() => void> {
  if (bytesOfPlain(features.matrix) < WORTH_SETTING_ASIDE) return () => undefined;
  const holder = features as { matrix: CsrMatrix };
  const shelf = executor.makeShelf();
  const aside = await shelf.put(holder.matrix);
  if (aside === holder.matrix) {
    shelf.close();
    return () => undefined;
  }
  holder.matrix = aside;
  await executor.collect();
  return () => {
    holder.matrix = inMemory(aside, (bytes) => executor.allocate(bytes));
    shelf.close();
  };
}

/** The arrays one after the other, so that none is held twice for long. */
function inMemory(aside: CsrMatrix, allocate: (bytes: number) => ArrayBufferLike): CsrMatrix {
  const take = <T extends Uint32Array | Float64Array>(array: T): T => {
    const Kind = array.constructor as new (buffer: ArrayBufferLike) => T;
    const copy = new Kind(allocate(array.byteLength));
    copy.set(array);
    freeArray(array);
    return copy;
  };
  const { rows, columns } = aside;
  return { rows, columns, indptr: take(aside.indptr), indices: take(aside.indices), values: take(aside.values) };
}
