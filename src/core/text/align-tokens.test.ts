import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultOptions } from "../options";
import { alignTokens } from "./align-tokens";
import { CLEANING_OPTIONS } from "./cleaning-options";
import { tokenize } from "./tokenize";
import { makeTokenTracer } from "./trace-tokens";

const settings = defaultOptions(CLEANING_OPTIONS);
const trace = makeTokenTracer(settings);

test("alignTokens cuts a text at its tokens and keeps every character", () => {
  const text = "Why do the Plants lean? They lean.";
  const spans = alignTokens(text, trace(text));
  expect(spans.map((span) => span.text).join("")).toBe(text);
  expect(spans.filter(({ token }) => token).map((span) => [span.text, span.token])).toEqual([
    ["Plants", "plant"],
    ["lean", "lean"],
    ["lean", "lean"],
  ]);
});

test("alignTokens finds words with accents where those are stripped, and addresses that went", () => {
  const all = makeTokenTracer({ ...settings, stripAccents: true, urls: "remove" });
  const text = "Café près de https://example.com/a?b=1 crème brûlée";
  const spans = alignTokens(text, all(text));
  expect(spans.map((span) => span.text).join("")).toBe(text);
  expect(spans.map((span) => span.text)).toContain("brûlée");
});

test("alignTokens gives every token of the tokeniser, in order, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
      const spans = alignTokens(text, trace(text));
      expect(spans.map((span) => span.text).join("")).toBe(text);
      expect(spans.flatMap(({ token }) => (token === null ? [] : [token]))).toEqual(tokenize(text, settings));
    }),
  );
});
