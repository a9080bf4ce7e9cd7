import { expect, it } from "vitest";
import { dictionaryCsv, dictionaryMarkdown } from "./dictionary";

const COLUMNS = [
  { name: "title", type: "text", role: "text" },
  { name: "a|b", type: "number", role: "target" },
];
const DICTIONARY = {
  title: { description: 'what was asked, "as is"', unit: "", source: "the site\nitself", knownWhen: "when posted" },
};

it("writes a line for every column, described or not", () => {
  expect(dictionaryCsv(COLUMNS, DICTIONARY)).toBe(
    'column,type,use,description,unit,source,known_when\ntitle,text,text,"what was asked, ""as is""",,"the site\nitself",when posted\na|b,number,target,,,,\n',
  );
});

it("keeps each entry in its cell of the Markdown table", () => {
  const lines = dictionaryMarkdown(COLUMNS, DICTIONARY).trimEnd().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain("| the site itself |");
  expect(lines[3]).toContain("| a\\|b |");
});
