import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDataError } from "../errors";
import { decodeBase64, encodeBase64 } from "./base64";

describe("base64", () => {
  test("encodeBase64 writes what Node writes, across the borders of its pieces", () => {
    for (const length of [0, 1, 2, 3, 4, 24575, 24576, 24577, 60000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
      expect(encodeBase64(bytes).join("")).toBe(Buffer.from(bytes).toString("base64"));
    }
  });

  test("decodeBase64 gives any bytes back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeBase64(encodeBase64(bytes).join(""))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  test("decodeBase64 passes over line ends, and refuses what is not base64 or cut off", () => {
    expect(decodeBase64("AQ\r\nID\n")).toEqual(Uint8Array.of(1, 2, 3));
    for (const text of ["A", "AQ*D", "AQ==AQ", "AQIDB"]) {
      let thrown: unknown = null;
      try {
        decodeBase64(text);
      } catch (error) {
        thrown = error;
      }
      expect(isDataError(thrown) && thrown.code, text).toBe("damaged-file");
    }
  });
});
