import { expect, it } from "vitest";
import { randomCsr } from "../../testing/csr-of";
import { makeInProcessExecutor } from "../in-process-executor";
import { setMatrixAside } from "./set-aside";
import type { StageOutputs } from "./stage-run";

const featuresOf = (rows: number) => {
  const matrix = randomCsr(40, 6, 0.5, 3);
  // As large as the bytes say; nobody looks at the rest.
  const values = new Float64Array(rows);
  values.set(matrix.values.subarray(0, Math.min(rows, matrix.values.length)));
  return { matrix: { ...matrix, values } } as unknown as StageOutputs["features"];
};

/** A shelf that gives another object with arrays made anew, as one on the disk does. */
function executorWithShelf() {
  const seen = { closed: 0, collected: 0 };
  const executor = {
    ...makeInProcessExecutor(),
    collect: async () => void seen.collected++,
    makeShelf: () => ({
      put: async <T extends object>(value: T): Promise<T> => {
        const copy = {} as T;
        for (const [key, item] of Object.entries(value) as [string, unknown][]) {
          const get = () => (ArrayBuffer.isView(item) ? (item as Uint8Array).slice() : item);
          Object.defineProperty(copy, key, { enumerable: true, get });
        }
        return copy;
      },
      close: () => void seen.closed++,
    }),
  };
  return { executor, seen };
}

it("puts a large matrix aside, where it can still be read, and brings it back", async () => {
  const features = featuresOf(13_000_000);
  const { matrix } = features;
  const { executor, seen } = executorWithShelf();
  const bringBack = await setMatrixAside(features, executor);
  expect(features.matrix === matrix).toBe(false);
  expect(features.matrix.values === features.matrix.values).toBe(false);
  expect(features.matrix.indices).toEqual(matrix.indices);
  expect(seen).toEqual({ closed: 0, collected: 1 });
  bringBack();
  expect(features.matrix.values === features.matrix.values).toBe(true);
  expect(features.matrix.indices).toEqual(matrix.indices);
  expect(features.matrix.values.subarray(0, 50)).toEqual(matrix.values.subarray(0, 50));
  expect(seen.closed).toBe(1);
});

it("leaves a matrix that is not large, and one for which there is no other place", async () => {
  const small = featuresOf(100);
  const large = featuresOf(13_000_000);
  const matrices = [small.matrix, large.matrix];
  (await setMatrixAside(small, executorWithShelf().executor))();
  (await setMatrixAside(large, makeInProcessExecutor()))();
  expect(small.matrix === matrices[0]).toBe(true);
  expect(large.matrix === matrices[1]).toBe(true);
});
