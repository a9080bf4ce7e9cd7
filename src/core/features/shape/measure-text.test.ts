import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureText, SHAPE_MEASURES } from "./measure-text";
import type { ShapeMeasure } from "./measure-text";

function measure(text: string): Record<ShapeMeasure, number> {
  // Set among other text, as a cell is: nothing beyond its ends may count.
  const around = new TextEncoder().encode(`https://x WA\n${text}\nA?! 1http://www.`);
  const from = 13;
  const measures = new Float64Array(SHAPE_MEASURES.length);
  measureText(around, from, from + new TextEncoder().encode(text).length, measures);
  return Object.fromEntries(SHAPE_MEASURES.map((name, i) => [name, measures[i]])) as Record<ShapeMeasure, number>;
}

describe("measureText", () => {
  it("finds nothing in an empty or blank text", () => {
    const nothing = Object.fromEntries(SHAPE_MEASURES.map((name) => [name, name === "empty" ? 1 : 0]));
    expect(measure("")).toEqual(nothing);
    expect(measure(" \t\u00a0")).toEqual({ ...nothing, characters: Math.log(4) });
  });

  it("counts characters, not bytes, and words between blanks", () => {
    expect(Math.expm1(measure("né 中文 😀!").characters)).toBeCloseTo(8, 12);
    expect(Math.expm1(measure(" one two,three\u2003four ").words)).toBeCloseTo(3, 12);
    expect(measure("x").empty).toBe(0);
  });

  it("counts marks and line breaks, CR LF once", () => {
    expect(measure("What?! Why??")).toMatchObject({ questionMarks: 3, exclamationMarks: 1 });
    expect(measure("a\r\nb\rc\n\nd").lines).toBe(4);
    expect(measure("a\r").lines).toBe(1);
  });

  it("takes the share of capitals among letters of any script, and of digits among characters", () => {
    expect(measure("ABcd").capitals).toBe(0.5);
    expect(measure("Éé Ωω 中中").capitals).toBeCloseTo(2 / 6, 12);
    expect(measure("a1b2").digits).toBe(0.5);
    expect(measure("12!?").capitals).toBe(0);
  });

  it.each([
    ["see https://example.org and HTTP://x.y", 2],
    ["www.example.org, Www.x.y", 2],
    ["https://www.example.org", 1],
    ["awww.x bwww.y 1www.z éwww.q", 0],
    ["http:/x https", 0],
    ["https:/", 0],
    ["(www.x.org)", 1],
  ])("counts the addresses of %j", (text, links) => {
    expect(measure(text).links).toBe(links);
  });

  it("counts what a plain reading of the string counts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        const characters = Array.from(text);
        const letters = characters.filter((c) => /\p{L}/u.test(c));
        const measured = measure(text);
        expect(measured.characters).toBe(Math.log1p(characters.length));
        const capitals = letters.filter((c) => /\p{Lu}/u.test(c)).length;
        expect(measured.capitals).toBe(letters.length === 0 ? 0 : capitals / letters.length);
        expect(measured.questionMarks).toBe(text.split("?").length - 1);
      }),
    );
  });
});
