import { describe, expect, it } from "vitest";
import {
  delimiterOptions,
  encodingOptions,
  headerOptions,
  quoteOptions,
  headerText,
  headerWord,
  parseHeader,
} from "./dialect-words";

describe("headerOptions", () => {
  it("offers the line that is set even where it is an unusual one", () => {
    expect(headerOptions(37, 3).map(({ value }) => value)).toContain("37");
    expect(headerOptions("auto", 3)[0]).toEqual({ value: "auto", label: "line 3, guessed" });
  });
  it("reads back what it wrote", () => {
    for (const header of ["auto", true, false, 4] as const) expect(parseHeader(headerText(header))).toBe(header);
    expect(headerWord(1)).toBe(headerWord(true));
  });
});

describe("delimiterOptions", () => {
  it("names the guess in few letters", () => {
    expect(delimiterOptions("auto", ";")[0].label).toBe("semicolon, guessed");
    expect(encodingOptions("auto", "windows-1252")[0].label).toBe("Windows-1252, guessed");
    expect(quoteOptions("none")[0].label).toBe("none, guessed");
  });
  it("offers a delimiter that only this file has", () => {
    expect(delimiterOptions("#", ",").at(-1)).toEqual({ value: "#", label: "“#”" });
    expect(delimiterOptions("\u0001", null).at(-1)?.label).toBe("character 1");
  });
});
