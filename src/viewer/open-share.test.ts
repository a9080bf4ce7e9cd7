import { describe, expect, test } from "vitest";
import { packShare } from "../predictor/share-file";
import type { ShareContent } from "../predictor/share-file";
import { openShare } from "./open-share";

const CONTENT = {
  page: { madeAt: "2020-01-01T00:00:00Z" },
  run: { id: "a" },
  predictor: { version: 1, model: { weights: Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i)) } },
} as unknown as ShareContent;
const packed = Uint8Array.from(packShare(CONTENT));

describe("openShare", () => {
  test("gives the content back to the last bit", async () => {
    expect(await openShare(packed)).toEqual(CONTENT);
  });

  test.each([
    ["edited", packed.with(2000, packed[2000] ^ 1)],
    ["cut off", packed.slice(0, -500)],
    ["nothing", new Uint8Array(0)],
    ["no gzip", Uint8Array.from({ length: 400 }, (_, i) => i & 255)],
  ])("refuses data that are %s", async (_how, data) => {
    await expect(openShare(data)).rejects.toMatchObject({
      name: "DataError",
      code: expect.stringMatching(/damaged-file|foreign-file/) as unknown,
    });
  });

  test("does without the browser's decompression", async () => {
    const { DecompressionStream: kept } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, "DecompressionStream");
      expect(await openShare(packed)).toEqual(CONTENT);
    } finally {
      globalThis.DecompressionStream = kept;
    }
  });
});
