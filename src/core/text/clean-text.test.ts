import { describe, expect, it } from "vitest";
import { defaultOptions } from "../options";
import { cleanText } from "./clean-text";
import { CLEANING_OPTIONS } from "./cleaning-options";
import { decodeHtml } from "./decode-html";
import { replaceNumbers } from "./replace-numbers";
import { replaceUrls } from "./replace-urls";
import { stripAccents } from "./strip-accents";
import { stripMarkdown } from "./strip-markdown";
import { stripReddit } from "./strip-reddit";

const DEFAULTS = defaultOptions(CLEANING_OPTIONS);

describe("cleanText", () => {
  it("only lower-cases by default", () => {
    expect(cleanText("<b>ΟΔΟΣ</b> &amp; **İ** 1.5", DEFAULTS)).toBe("<b>οδος</b> &amp; **i̇** 1.5");
  });

  it("leaves the text alone where everything is off", () => {
    expect(cleanText("É e\u0301 ﬁ", { ...DEFAULTS, lowercase: false })).toBe("É e\u0301 ﬁ");
  });

  it("joins letters and accents, and makes plain letters of ligatures", () => {
    expect(cleanText("e\u0301ﬁ²", { ...DEFAULTS, unicode: "NFC" })).toBe("éﬁ²");
    expect(cleanText("e\u0301ﬁ²", { ...DEFAULTS, unicode: "NFKC" })).toBe("éfi2");
  });

  it("takes an address out of a link before it looks for addresses", () => {
    const settings = { ...DEFAULTS, stripMarkdown: true, urls: "token" } as const;
    expect(cleanText("[bees](https://example.org) https://example.org", settings)).toBe("bees  urltoken ");
  });
});

describe("decodeHtml", () => {
  it.each([
    ["", ""],
    ["a < b and c > d, x<3", "a < b and c > d, x<3"],
    ["<p class='x'>one</p><br/>two", " one  two"],
    ["a<!-- note -->b<script>var x = '<b>';</script>c", "a b c"],
    ["&lt;b&gt; &amp; &quot;x&quot; &apos;", '<b> & "x" \''],
    ["caf&eacute; &Ouml;l &alpha;&Omega; &hellip; &euro;5", "café Öl αΩ … €5"],
    ["&#233;&#xE9;&#XE9; &#128512; &#146;", "ééé 😀 ’"],
    ["&#0; &#xD800; &#9999999;", "\ufffd \ufffd \ufffd"],
    ["&nosuch; &amp &; AT&T", "&nosuch; &amp &; AT&T"],
    ["&amp;#x200B; &amp;amp;", "\u200b &"],
    ["<https://example.org> <3", "<https://example.org> <3"],
  ])("reads %j as %j", (html, text) => {
    expect(decodeHtml(html)).toBe(text);
  });
});

describe("stripMarkdown", () => {
  it.each([
    ["", ""],
    ["# One\n## Two #x", "One\nTwo #x"],
    ["**bold** *it* ***both*** __b__ _i_ ~~gone~~", "bold it both b i gone"],
    ["snake_case_name 2*3*4 * a * b", "snake_case_name 2*3*4 * a * b"],
    ['[text](https://x.org/a_(b) "title") ![alt](i.png) [ref][1]', "text alt ref"],
    ["[removed] a[0](b c)", "[removed] a[0](b c)"],
    ["`code` ``two``", "code two"],
    ["```js\nlet x\n```", "\nlet x\n"],
    ["> quote\n>> deeper\n>!spoiler!<", "quote\ndeeper\nspoiler"],
    ["- one\n* two\n+ three\n1. four\n2) five", "one\ntwo\nthree\nfour\nfive"],
    ["a\n---\nb", "a\n\nb"],
    ["| a | b |\n|---|:-:|\n| c | d |", "  a   b  \n\n  c   d  "],
    ["\\*not\\* \\_it\\_", "*not* _it_"],
  ])("reads %j as %j", (markdown, text) => {
    expect(stripMarkdown(markdown)).toBe(text);
  });

  it("takes a text of nothing but opening marks in its stride", () => {
    for (const mark of ["[", "*", "_", "`", ">", "~", "[](", "|", ">!", "**_"]) {
      expect(stripMarkdown(mark.repeat(20_000)).length).toBeLessThanOrEqual(mark.length * 20_000);
    }
  });
});

describe("replaceUrls", () => {
  it.each([
    ["no address: a.b, c/d, wwwhat", "no address: a.b, c/d, wwwhat"],
    ["see https://example.org.", "see URL."],
    ["(https://example.org/a_(b))", "(URL)"],
    ["HTTP://EXAMPLE.ORG/X?y=1&z=2#f, ftp://x.y/z; www.example.org/é!", "URL, URL; URL!"],
    ["“https://x.org/a”", "“URL”"],
    ["<https://x.org>", "<URL>"],
  ])("finds the addresses of %j", (text, expected) => {
    expect(replaceUrls(text, "token").replaceAll(" urltoken ", "URL")).toBe(expected);
  });

  it("leaves a space where it removes one, so that neighbours stay apart", () => {
    expect(replaceUrls("a(www.x.org)b", "remove")).toBe("a( )b");
  });
});

describe("stripReddit", () => {
  it.each([
    ["[removed]", " "],
    ["[Deleted] [removed by moderator]", "   "],
    ["ask r/askscience or /u/some-one_1, please", "ask   or  , please"],
    ["https://reddit.com/r/askscience/x and/or u/x", "https://reddit.com/r/askscience/x and/or u/x"],
    ["Why?\n\n**EDIT 2:** thanks\nmore", "Why?\n\n \nmore"],
    ["Edit - typo", " "],
    ["editing: is hard", "editing: is hard"],
    ["An edit: not at the start", "An edit: not at the start"],
  ])("reads %j as %j", (text, expected) => {
    expect(stripReddit(text)).toBe(expected);
  });
});

describe("stripAccents", () => {
  it("takes accents off letters and leaves other letters whole", () => {
    expect(stripAccents("Crème BRÛLÉE ñ ø ß ё 한국")).toBe("Creme BRULEE n ø ß е 한국");
  });
});

describe("replaceNumbers", () => {
  it.each([
    ["1 2.5 1,000,000.25 -3", "N N N -N"],
    ["h2o 2nd x_1 3d 1e9", "h2o 2nd x_1 3d 1e9"],
    ["5. Then 10%", "N. Then N%"],
    ["٣٤", "N"],
  ])("finds the numbers of %j", (text, expected) => {
    expect(replaceNumbers(text, "token").replaceAll(" numbertoken ", "N")).toBe(expected);
  });
});
