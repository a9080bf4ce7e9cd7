import { describe, expect, it } from "vitest";
import { readText, textRows } from "../../testing/read-text";

describe("readTable guesses", () => {
  it.each([
    ["a;b\n1,5;2,5\n3,5;4,5\n", ";"],
    ["1,5;2,5\n3,5;4,5\n5,5;6,5\n", ";"],
    ["a\tb\n1\t2\n", "\t"],
    ["a|b|c\n1|x, y|3\n4|z, w, v|6\n", "|"],
    ['name,text\nx,"a; b; c"\ny,"d; e"\nz,"f"\n', ","],
  ])("the delimiter of %j", (text, delimiter) => {
    expect(readText(text).dialect.delimiter).toBe(delimiter);
  });

  it("one column where no delimiter fits", () => {
    const raw = readText("text\nWell, yes\nNo\nIt was, in a way, good, I think\nmaybe\nperhaps, or not, or so\n");
    expect(raw.names).toEqual(["text"]);
    expect(textRows(raw)[2]).toEqual(["It was, in a way, good, I think"]);
  });

  it("literal quotes by cells that did not need them", () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `${i}.json\ttrue\t${i % 4 ? "plain words" : i % 8 ? '"quoted" words' : '"all quoted"'}\t${i % 5}`,
    );
    const raw = readText(`${lines.join("\n")}\n`);
    expect(raw.dialect).toMatchObject({ delimiter: "\t", quote: "none", headerLine: null });
    expect(raw.rowCount).toBe(40);
    expect(textRows(raw)[0][2]).toBe('"all quoted"');
    expect(textRows(raw)[4][2]).toBe('"quoted" words');
  });

  it("quotes around whole columns, single quotes, and none", () => {
    expect(readText('a,b\n"1","2"\n').dialect.quote).toBe('"');
    const single = readText("a,b\n1,'x, y'\n2,'z, w'\n3,'u'\n");
    expect(single.dialect.quote).toBe("'");
    expect(textRows(single)[0]).toEqual(["1", "x, y"]);
    expect(readText("a,b\n1,'tis\n2,o'clock\n").dialect.quote).toBe('"');
  });

  it("spaces before an opening quote", () => {
    const raw = readText(
      'date, temperature, place\n2011-01-01, 0,\n2011-01-02, -1,Galway\n2011-01-03, "6,000,000",Galway\n',
    );
    expect(raw.names).toEqual(["date", "temperature", "place"]);
    expect(textRows(raw)).toEqual([
      ["2011-01-01", " 0", ""],
      ["2011-01-02", " -1", "Galway"],
      ["2011-01-03", "6,000,000", "Galway"],
    ]);
  });

  it.each([
    ["names above numbers", "a,b\n1,2\n3,4\n", 1],
    ["numbers above numbers", "1,2\n3,4\n", null],
    ["a value that occurs again", `${"foo\n".repeat(20)}`, null],
    ["usual names above texts", "title,body\nx,y\nz,w\n", 1],
    ["years in order", 'Year,2000,2001,2002\nTimber,"2,666","2,274","1,877"\nSteel,498,853,490\n', 1],
    ["a first row longer than names are", `${"word ".repeat(20)}\n${"other ".repeat(20)}\n`, null],
    [
      "titles above the header",
      "Table 1,,\n,,\nstate,code,count\nAlabama,AL,7738\nAlaska,AK,1781\nArizona,AZ,18588\n",
      3,
    ],
    ["blank lines above the header", "\n\n\na,b\n1,2\n", 4],
    ["two rows of titles", ",prov,prov,prov\n,Groningen,Friesland,Drenthe\nx,1,2,3\ny,4,5,6\nz,7,8,9\n", 2],
  ])("the header: %s", (_, text, headerLine) => {
    expect(readText(text).dialect.headerLine).toBe(headerLine);
  });

  it.each([
    ["'name 1','name 2','name 3'\n'a','''','é'\n'0','0',''\n", 2],
    ["'name 1','name 2','name 3'\n'a','\"',''''\n'','','0'\n'','0',''\n", 3],
  ])("no second row of titles above single numbers: %j", (text, rowCount) => {
    for (const header of ["auto", true] as const) {
      const raw = readText(text, { delimiter: ",", quote: "'", header });
      expect(raw.names).toEqual(["name 1", "name 2", "name 3"]);
      expect(raw.rowCount).toBe(rowCount);
    }
  });

  it("nothing that was set", () => {
    const text = "x;y\n1,5;2\n";
    const raw = readText(text, { delimiter: ",", header: false, quote: "none", encoding: "latin1" });
    expect(textRows(raw)).toEqual([
      ["x;y", ""],
      ["1", "5;2"],
    ]);
    expect(raw.names).toEqual(["column_1", "column_2"]);
    expect(raw.dialect.reasons).toEqual({ encoding: "as set", delimiter: "as set", quote: "as set", header: "as set" });
    expect(readText("1,2\n3,4\n", { header: true }).names).toEqual(["1", "2"]);
    expect(readText("t\nx,y\n1,2\n", { header: 2 }).names).toEqual(["x", "y"]);
  });
});
