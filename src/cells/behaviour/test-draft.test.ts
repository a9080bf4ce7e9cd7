import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { EMPTY_DRAFT, readDraft, readLists, readTable } from "./test-draft";
import type { TestDraft } from "./test-draft";

const read = (changes: Partial<TestDraft>, isLabel = false) => readDraft({ ...EMPTY_DRAFT, ...changes }, isLabel);

describe("readDraft", () => {
  it("makes tests that the experiment takes", () => {
    const drafts: Partial<TestDraft>[] = [
      {},
      { change: "set", setColumn: "tag", text: "Biology", kind: "direction" },
      { change: "replace", word: "ice", text: "", kind: "direction", expect: "lower", by: "3" },
      { posts: "template", record: { title: "{who} asks", body: " " }, lists: "who: Anna, Omar" },
      { kind: "minimum", table: "title,min,max\nice,0,10\n" },
    ];
    const tests = drafts.map((draft) => {
      const found = read(draft);
      if ("problem" in found) throw new Error(found.problem);
      return found.value;
    });
    expect(parseExperiment({ behaviour: { tests } }).behaviour.tests).toEqual(tests);
    expect(tests[0]).toMatchObject({ name: "One typo", tolerance: 0.1, tolerated: "relative" });
    expect(tests[3]).toMatchObject({ posts: { record: { title: "{who} asks" }, lists: { who: ["Anna", "Omar"] } } });
  });

  it("says what is missing", () => {
    expect(read({ count: "0" })).toEqual({ problem: "The number of typos must be from 1 to 50." });
    expect(read({ change: "remove" })).toEqual({ problem: "Write the word to remove." });
    expect(read({ change: "set" })).toEqual({ problem: "Choose the column to set." });
    expect(read({ posts: "template" })).toEqual({ problem: "Write the template's text." });
    expect(read({ kind: "direction" }, true)).toEqual({ problem: "Choose the label whose probability should move." });
    expect(read({ tolerance: "some" })).toEqual({ problem: "The tolerance must be a number, 0 or more." });
  });
});

describe("readLists", () => {
  it("reads a list a line, with or without braces", () => {
    expect(readLists("who: Anna, Omar\n\n{thing}: ice")).toEqual({ value: { who: ["Anna", "Omar"], thing: ["ice"] } });
    expect(readLists("just words")).toEqual({
      problem: "A list is written as name: one, two, three; got “just words”.",
    });
  });
});

describe("readTable", () => {
  it("reads commas, tabs and quotes, and leaves empty limits open", () => {
    expect(readTable('title,body,min,max\n"a, b",c,1,\nd,e,,2')).toEqual({
      value: [
        { record: { title: "a, b", body: "c" }, min: 1, max: null, label: null },
        { record: { title: "d", body: "e" }, min: null, max: 2, label: null },
      ],
    });
    expect(readTable("title\tlabel\nlovely\thappy\n")).toEqual({
      value: [{ record: { title: "lovely" }, min: null, max: null, label: "happy" }],
    });
  });

  it("says what is wrong with a table", () => {
    expect(readTable("")).toEqual({ problem: "Paste a header and at least one post under it." });
    expect(readTable("title,score\na,1")).toEqual({
      problem: "The header needs a column min, max or label, got title, score.",
    });
    expect(readTable("min,max\n1,2")).toEqual({ problem: "The header names no input of the model." });
    expect(readTable("title,min\na,low")).toEqual({
      problem: "Line 2: min and max must be numbers, got “low” and “”.",
    });
    expect(readTable("title,min,max\na,3,2")).toEqual({ problem: "Line 2: min 3 is above max 2." });
  });
});
