import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDataError } from "../errors";
import { crc32 } from "./crc32";
import { joinPieces, pack, packInPieces, unpack } from "./pack";

const leaf = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.float64Array({ maxLength: 5 }),
  fc.float32Array({ maxLength: 5 }),
  fc.int8Array({ maxLength: 9 }),
  fc.uint8Array({ maxLength: 9 }),
  fc.uint8ClampedArray({ maxLength: 9 }),
  fc.int16Array({ maxLength: 5 }),
  fc.uint16Array({ maxLength: 5 }),
  fc.int32Array({ maxLength: 5 }),
  fc.uint32Array({ maxLength: 5 }),
  fc.bigInt64Array({ maxLength: 3 }),
  fc.bigUint64Array({ maxLength: 3 }),
);
const key = fc.oneof(fc.string(), fc.constantFrom("$", "__proto__", "constructor", "toJSON", "at"));
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const codeOf = (bytes: Uint8Array) => {
  try {
    unpack(bytes);
    return "none";
  } catch (thrown) {
    return isDataError(thrown) ? thrown.code : String(thrown);
  }
};

describe("pack(value), unpack(bytes)", () => {
  it("round-trips any nested value to the last bit", () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(unpack(pack(value))).toEqual(value);
      }),
    );
  });

  it("keeps NaN with its bits, infinities and -0, in numbers and arrays", () => {
    const value = { list: [NaN, Infinity, -Infinity, -0, 0], array: Float64Array.of(NaN, -0, Infinity) };
    expect(unpack(pack(value))).toStrictEqual(value);
    const bits = new Uint32Array(new BigUint64Array([0x7ff8000000000123n]).buffer);
    const back = unpack(pack(new Float64Array(bits.buffer))) as Float64Array;
    expect(new Uint32Array(back.buffer)).toEqual(bits);
  });

  it("takes a part of a larger buffer and gives each array a buffer of its own", () => {
    const whole = Float32Array.of(1, 2, 3, 4);
    const back = unpack(pack({ part: whole.subarray(1, 3) })) as { part: Float32Array };
    expect(back.part).toEqual(Float32Array.of(2, 3));
    expect(back.part.buffer.byteLength).toBe(8);
  });

  it("reads bytes that do not begin at a multiple of eight", () => {
    const bytes = pack({ a: Float64Array.of(1.5, 2.5) });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(unpack(shifted.subarray(3))).toEqual({ a: Float64Array.of(1.5, 2.5) });
  });

  it("reads a Buffer of Node, whose slice is a window on a larger buffer", () => {
    const back = unpack(Buffer.from(pack({ a: Float64Array.of(1.5, 2.5), b: Uint8Array.of(7) }))) as {
      a: Float64Array;
    };
    expect(back).toEqual({ a: Float64Array.of(1.5, 2.5), b: Uint8Array.of(7) });
    expect(back.a.buffer.byteLength).toBe(16);
  });

  it("leaves undefined properties out and refuses what it cannot keep", () => {
    expect(unpack(pack({ a: undefined, b: 1 }))).toEqual({ b: 1 });
    expect(() => pack({ a: new Map() })).toThrow("a Map cannot be packed");
    expect(() => pack([() => 1])).toThrow("a function cannot be packed");
    expect(() => pack(new Date(0))).toThrow("a Date cannot be packed");
  });

  it("never reads a file with a flipped bit", () => {
    const bytes = pack({ name: "run", weights: Float64Array.of(1, 2, 3), nested: [{ a: Int8Array.of(1) }] });
    for (let i = 0; i < bytes.length; i++) {
      for (const bit of [1, 128]) {
        const flipped = bytes.slice();
        flipped[i] ^= bit;
        const expected = i < 8 ? ["foreign-file"] : i < 12 ? ["newer-file", "damaged-file"] : ["damaged-file"];
        expect(expected, `byte ${i}`).toContain(codeOf(flipped));
      }
    }
  });

  it("never reads a file cut short or with bytes added", () => {
    const bytes = pack({ weights: Float64Array.of(1, 2, 3) });
    for (let length = 1; length < bytes.length; length++)
      expect(codeOf(bytes.subarray(0, length))).toBe("damaged-file");
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(codeOf(longer)).toBe("damaged-file");
  });

  it("tells an empty or foreign file from a newer one", () => {
    expect(codeOf(new Uint8Array(0))).toBe("foreign-file");
    expect(codeOf(new TextEncoder().encode("title,body\n"))).toBe("foreign-file");
    const newer = pack(1);
    newer[8] = 2;
    expect(codeOf(newer)).toBe("newer-file");
  });
});

describe("packInPieces(value)", () => {
  const shared = new Float64Array(new SharedArrayBuffer(9_000_000), 8, 1_100_000);
  for (let i = 0; i < shared.length; i += 1000) shared[i] = i / 7;
  const value = {
    shared,
    small: Int8Array.of(1, 2, 3),
    none: new Float32Array(0),
    name: "é",
    part: shared.subarray(3, 5),
  };

  it("gives each byte of the file once, the first bytes last, large arrays as views of at most 1 MB", () => {
    const packed = packInPieces(value);
    const times = new Uint8Array(packed.length);
    const ats: number[] = [];
    let views = 0;
    for (const { at, bytes } of packed.pieces()) {
      expect(bytes.length).toBeLessThanOrEqual(2 ** 20);
      if (bytes.buffer === shared.buffer) views += bytes.length;
      ats.push(at);
      for (let i = 0; i < bytes.length; i++) times[at + i]++;
    }
    expect(times.every((count) => count === 1)).toBe(true);
    expect(ats.at(-1)).toBe(0);
    expect(views).toBe(shared.byteLength + 16);
  });

  it("joins to the file that pack makes, read from memory or from elsewhere", () => {
    const bytes = joinPieces(packInPieces(value));
    expect(Buffer.from(pack(value)).equals(bytes)).toBe(true);
    const source = {
      length: bytes.length,
      read: (at: number, into: Uint8Array) => into.set(bytes.subarray(at, at + into.length)),
    };
    for (const file of [bytes, source]) {
      const back = unpack(file) as typeof value;
      expect(Buffer.from(pack(back)).equals(bytes)).toBe(true);
      expect(back.shared.buffer.byteLength).toBe(shared.byteLength);
    }
    bytes[8_000_000] ^= 4;
    expect(() => unpack(source)).toThrow("checksum");
  });

  it("writes the bytes of version 1", () => {
    const bytes = pack({ a: Float32Array.of(1, 2, 3), b: -0 });
    const frame = "534352424f4f4b0a010000005dcc27120000000000005840" + "32000000";
    const header = Buffer.from('{"a":{"$":"f32","at":0,"length":3},"b":{"$":"-0"}}').toString("hex") + "0000";
    expect(Buffer.from(bytes).toString("hex")).toBe(frame + header + "0000803f0000004000004040" + "00000000");
  });
});

describe("crc32(bytes)", () => {
  it("is zip's checksum", () => {
    expect(crc32(new TextEncoder().encode("123456789")).toString(16)).toBe("cbf43926");
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it("goes on from what comes before, wherever the bytes are cut", () => {
    const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * 37) ^ 91);
    let bitwise = -1;
    for (const byte of bytes) {
      bitwise ^= byte;
      for (let bit = 0; bit < 8; bit++) bitwise = (bitwise >>> 1) ^ (bitwise & 1 ? 0xedb88320 : 0);
    }
    expect(crc32(bytes)).toBe(~bitwise >>> 0);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(crc32(bytes, cut, bytes.length, crc32(bytes, 0, cut))).toBe(crc32(bytes));
    }
  });
});
