import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDataError } from "../errors";
import { gunzip } from "./decompress";
import { detectEncoding } from "./detect-encoding";
import { refuseBinary } from "./file-kind";
import { ProblemLog } from "./problems";
import { cutAtLine, detectNewline, MAX_LINE_BYTES, textBlocks } from "./text-blocks";
import { checkUtf8 } from "./utf8-check";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, big: boolean): Uint8Array =>
  Uint8Array.from({ length: text.length * 2 }, (_, i) =>
    ((i & 1) === 0) === big ? text.charCodeAt(i >> 1) >> 8 : text.charCodeAt(i >> 1) & 255,
  );
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (thrown) {
    if (isDataError(thrown)) return thrown.code;
    throw thrown;
  }
  return "none";
};

describe("checkUtf8", () => {
  it("finds nothing wrong with what the encoder wrote", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => checkUtf8(utf8(text)).invalid === 0));
  });

  it("agrees with a strict decoder on any bytes", () => {
    const piece = fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.string({ unit: "binary" }).map(utf8));
    fc.assert(
      fc.property(fc.array(piece), fc.nat(3), (pieces, shift) => {
        const data = Uint8Array.from([
          ...Array<number>(shift).fill(65),
          ...pieces.flatMap((part) => [...part]),
        ]).subarray(shift);
        let valid = true;
        try {
          new TextDecoder("utf-8", { fatal: true }).decode(data);
        } catch {
          valid = false;
        }
        expect(checkUtf8(data).invalid === 0).toBe(valid);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses overlong forms, surrogates and what lies above U+10FFFF", () => {
    for (const bad of [
      bytes(0xc0, 0x80),
      bytes(0xe0, 0x80, 0x80),
      bytes(0xed, 0xa0, 0x80),
      bytes(0xf4, 0x90, 0x80, 0x80),
      bytes(0x80),
    ]) {
      expect(checkUtf8(bad).invalid).toBeGreaterThan(0);
    }
  });

  it("says where the first bad byte is, and forgives a cut sequence only at the end of a part", () => {
    expect(checkUtf8(bytes(65, 0xe9, 65))).toMatchObject({ invalid: 1, firstInvalid: 1 });
    expect(checkUtf8(bytes(65, 0xe2, 0x82), true).invalid).toBe(0);
    expect(checkUtf8(bytes(65, 0xe2, 0x82), false).invalid).toBe(2);
  });
});

describe("detectEncoding", () => {
  it("believes a byte order mark and leaves it out", () => {
    expect(detectEncoding(bytes(0xef, 0xbb, 0xbf, 65))).toMatchObject({ encoding: "utf-8", bomLength: 3 });
    expect(detectEncoding(bytes(0xff, 0xfe, 65, 0))).toMatchObject({ encoding: "utf-16le", bomLength: 2 });
    expect(detectEncoding(bytes(0xfe, 0xff, 0, 65))).toMatchObject({ encoding: "utf-16be", bomLength: 2 });
  });

  it("sees UTF-16 without a mark by its NULs, and one NUL is not UTF-16", () => {
    expect(detectEncoding(utf16("a,b\n1,2\n", false)).encoding).toBe("utf-16le");
    expect(detectEncoding(utf16("a,b\n1,2\n", true)).encoding).toBe("utf-16be");
    expect(detectEncoding(utf8("a,b,c\n\0,2,3\n")).encoding).toBe("utf-8");
  });

  it("reads mostly valid UTF-8 as UTF-8 in spite of a damaged byte", () => {
    const text = utf8("é".repeat(40));
    expect(detectEncoding(Uint8Array.from([...text, 0xff]))).toMatchObject({
      encoding: "utf-8",
      why: expect.stringContaining("1 damaged byte"),
    });
  });

  it("guesses Western European text from single accented letters", () => {
    const latin = Buffer.from("Stra\u00dfe,caf\u00e9\nM\u00fcnchen,\u00e0 la carte\n".repeat(20), "latin1");
    expect(detectEncoding(latin)).toMatchObject({ encoding: "windows-1252", why: expect.stringContaining("guess") });
  });

  // "The quick news of today is good for all people in the city", by hand in each encoding's bytes
  it.each([
    [
      "big5",
      [
        0xa4, 0xa4, 0xa4, 0xe5, 0xb4, 0xba, 0xc2, 0x49, 0xa6, 0x57, 0xba, 0xd9, 0xa4, 0x6a, 0xa4, 0x48, 0xa6, 0x62,
        0xa4, 0x40,
      ],
    ],
    [
      "gb18030",
      [
        0xd6, 0xd0, 0xce, 0xc4, 0xbe, 0xb0, 0xb5, 0xe3, 0xc3, 0xfb, 0xb3, 0xc6, 0xb4, 0xf3, 0xc8, 0xcb, 0xd4, 0xda,
        0xd2, 0xbb,
      ],
    ],
    [
      "shift_jis",
      [
        0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x90, 0xa2, 0x8a, 0x45, 0x82, 0xcc, 0x83, 0x65,
        0x83, 0x58,
      ],
    ],
    [
      "euc-jp",
      [
        0xa4, 0xb3, 0xa4, 0xf3, 0xa4, 0xcb, 0xa4, 0xc1, 0xa4, 0xcf, 0xc0, 0xa4, 0xb3, 0xa6, 0xa4, 0xce, 0xa5, 0xc6,
        0xa5, 0xb9,
      ],
    ],
    [
      "euc-kr",
      [
        0xbe, 0xc8, 0xb3, 0xe7, 0xc7, 0xcf, 0xbc, 0xbc, 0xbf, 0xe4, 0xb4, 0xeb, 0xc7, 0xd1, 0xb9, 0xce, 0xb1, 0xb9,
        0xb8, 0xbb,
      ],
    ],
    [
      "windows-1251",
      [
        0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0, 0x20, 0xf0, 0xf3, 0xf1, 0xf1, 0xea, 0xe8, 0xe9,
        0x20, 0x20,
      ],
    ],
  ])("guesses %s and calls it a guess", (encoding, line) => {
    const data = Uint8Array.from(Array.from({ length: 30 }, (_, i) => [...utf8(`${i},`), ...line, 10]).flat());
    expect(detectEncoding(data)).toMatchObject({ encoding, why: expect.stringContaining("guess") });
  });

  it("does as told, and refuses an unknown name", () => {
    expect(detectEncoding(utf8("a"), "latin1")).toMatchObject({ encoding: "windows-1252", why: "as set" });
    expect(codeOf(() => detectEncoding(utf8("a"), "utf-99"))).toBe("undecodable");
  });
});

describe("refuseBinary", () => {
  it.each([
    ["xlsx", bytes(0x50, 0x4b, 3, 4, 20, 0, 6, 0), /Excel workbook.*save the sheet as CSV/],
    ["png", bytes(0x89, 0x50, 0x4e, 0x47, 13, 10), /PNG/],
    ["pdf", utf8("%PDF-1.7\n1 0 obj"), /PDF/],
    ["old Excel", bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /\.xls/],
    ["parquet", bytes(0x50, 0x41, 0x52, 0x31, 0x15, 0, 1), /Parquet.*to_csv/],
    ["random bytes", Uint8Array.from({ length: 500 }, (_, i) => (i * 7919) % 251), /control characters/],
  ])("refuses %s and says what to do", (_, data, message) => {
    expect(() => refuseBinary(data)).toThrow(message);
    expect(codeOf(() => refuseBinary(data))).toBe("binary-file");
  });

  it("lets text through, also with a NUL or a header that reads like a signature", () => {
    for (const text of ["a,b\n1,2\n", "a,b,c\n\0,2,3\n", "PAR1,b\n1,2\n", "BZh,b\n1,2\n", ""]) refuseBinary(utf8(text));
  });
});

describe("gunzip", () => {
  it("unpacks one member and several", () => {
    const twice = Buffer.concat([gzipSync("a,b\n"), gzipSync("1,2\n")]);
    expect(new TextDecoder().decode(gunzip(twice))).toBe("a,b\n1,2\n");
  });

  it("stops early for a preview", () => {
    const packed = gzipSync(Buffer.alloc(8_000_000, "abc,def\n"));
    const part = gunzip(packed, 1000);
    expect(part.length).toBeGreaterThanOrEqual(1000);
  });

  it("refuses a damaged file", () => {
    const packed = new Uint8Array(gzipSync("a,b\n".repeat(1000)));
    packed.fill(0xff, 12);
    expect(codeOf(() => gunzip(packed))).toBe("undecodable");
  });
});

describe("detectNewline", () => {
  it.each([
    ["a\nb\n", "\n"],
    ["a\r\nb\r\n", "\r\n"],
    ["a\rb\rc", "\r"],
    ['a,b\r\n"x\ny\nz\nw",2\r\n', "\r\n"],
    ['a,b\n"x\ry\rz",2\n', "\n"],
    ['a,b\r"x\ny",2\r', "\r"],
    ["", "\n"],
    ["a", "\n"],
  ])("of %j is %j", (text, newline) => {
    expect(detectNewline(new TextEncoder().encode(text))).toBe(newline);
    expect(detectNewline(Uint16Array.from(text, (unit) => unit.charCodeAt(0)))).toBe(newline);
  });
});

describe("textBlocks", () => {
  const read = (data: Uint8Array, encoding = "utf-8", newline: "\n" | "\r" = "\n", bomLength = 0) => {
    const problems = new ProblemLog();
    const blocks = Array.from(textBlocks(data, { encoding, bomLength, newline }, problems), (block) => ({
      ...block,
      text: block.text(),
    }));
    return { text: blocks.map((block) => block.text).join(""), blocks, problems: problems.list() };
  };

  it("gives nothing for no bytes, and ends the last line", () => {
    expect(read(utf8("")).blocks).toEqual([]);
    expect(read(utf8("a\nb")).text).toBe("a\nb\n");
    expect(read(utf8("a\rb"), "utf-8", "\r").text).toBe("a\rb\r");
  });

  it("cuts large files between lines only, in UTF-8 and UTF-16", () => {
    const text = Array.from({ length: 60_000 }, (_, i) => `ligne ${i} à côté 😀`).join("\r\n") + "\r\n";
    for (const [encoding, data] of [
      ["utf-8", utf8(text)],
      ["utf-16le", utf16(text, false)],
      ["utf-16be", utf16(text, true)],
    ] as const) {
      const { blocks, problems } = read(data, encoding);
      expect(blocks.length).toBeGreaterThan(1);
      expect(blocks.every((block) => block.text.endsWith("\r\n"))).toBe(true);
      expect(blocks.map((block) => block.text).join("")).toBe(text);
      expect(blocks.at(-1)).toMatchObject({ last: true, end: data.length });
      expect(problems).toEqual([]);
    }
  });

  it("names the lines with invalid bytes, in a later block too", () => {
    const data = utf8("é,1\n".repeat(400_000));
    // "é" is two bytes, so a line has five: byte 25 is the first of line 6
    data[5 * 5] = 0xff;
    const late = 5 * 300_000;
    data[late] = 0xff;
    const { text, problems } = read(data);
    expect(problems.map((problem) => [problem.line, problem.code])).toEqual([
      [6, "invalid-bytes"],
      [300_001, "invalid-bytes"],
    ]);
    expect(problems[0].message).toContain("0xFF");
    expect(text.split("\n").length - 1).toBe(400_000);
    expect(text).toContain("\ufffd");
  });

  it("refuses a line of more than 16 MiB", () => {
    const data = new Uint8Array(MAX_LINE_BYTES + 100).fill(97);
    expect(codeOf(() => read(data))).toBe("line-too-long");
    expect(codeOf(() => cutAtLine(data, 1000, { encoding: "utf-8", newline: "\n" }))).toBe("line-too-long");
    data[MAX_LINE_BYTES - 5] = 10;
    expect(read(data).blocks.length).toBe(2);
  });
});
