import { describe, expect, it } from "vitest";
import { guardCell, writeCsv } from "./write-csv";

describe("writeCsv", () => {
  it("ends every row with CRLF and quotes only the cells that need it", () => {
    expect(
      writeCsv(
        ["a", "b"],
        [
          ["1", "x, y"],
          ['say "x"', "two\nlines"],
          ["", "cr\rhere"],
        ],
      ),
    ).toBe('a,b\r\n1,"x, y"\r\n"say ""x""","two\nlines"\r\n,"cr\rhere"\r\n');
  });

  it("quotes by the delimiter in use", () => {
    expect(writeCsv(["a"], [["x,y"], ["x;y"]], { delimiter: ";", newline: "\n" })).toBe('a\nx,y\n"x;y"\n');
  });

  it("writes a row of one empty cell so that it reads back as a row", () => {
    expect(writeCsv(["a"], [[""]])).toBe('a\r\n""\r\n');
  });

  it("writes just the header of a table without rows", () => {
    expect(writeCsv(["a", "b"], [])).toBe("a,b\r\n");
  });

  it("keeps cells as they are when told not to guard", () => {
    expect(writeCsv(["a"], [["=1"]], { guardFormulas: false })).toBe("a\r\n=1\r\n");
  });

  it("guards the header too", () => {
    expect(writeCsv(["@a"], [])).toBe("'@a\r\n");
  });
});

describe("guardCell", () => {
  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "--1", '=HYPERLINK("x")'])(
    "puts an apostrophe before %j",
    (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`);
    },
  );

  it.each(["-2", "+3.5", "-1e-7", "1,5", "-.5", "text", "a=b", "", " =1", "'=1"])("leaves %j alone", (cell) => {
    expect(guardCell(cell)).toBe(cell);
  });
});
