import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNullSpelling } from "./null-spellings";
import { DayOrderVote, parseCompactDate, parseDate, parsePlainDate, parseUnixTime } from "./parse-date";
import { hasLeadingZero, NumberFormatVote, parseNumber, parsePlainNumber } from "./parse-number";

describe("parseNumber", () => {
  it.each([
    ["1343", 1343],
    ["34365.0", 34365],
    [" -1.5e3 ", -1500],
    ["+7", 7],
    [".5", 0.5],
    ["5.", 5],
    ["19,582", 19582],
    ["1,130,345.25", 1130345.25],
    ["-1 414", -1414],
    ["1\u00a0234", 1234],
    ["- 1", -1],
    ["007", 7],
    ["0", 0],
    ["1e-7", 1e-7],
  ])("reads %j as %d", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    "",
    " ",
    "-",
    ".",
    "1,7",
    "1,23,456",
    "12%",
    "$5",
    "inf",
    "Infinity",
    "nan",
    "0x10",
    "1_000",
    "1.2.3",
    "e5",
    "1e999",
    "5/6",
    "1 2",
  ])("does not read %j", (text) => {
    expect(parseNumber(text)).toBeNaN();
  });

  it("reads decimal commas when told to", () => {
    expect(parseNumber("1,7", "comma")).toBe(1.7);
    expect(parseNumber("200.000.000", "comma")).toBe(2e8);
    expect(parseNumber("1.234,5", "comma")).toBe(1234.5);
    expect(parseNumber("-3", "comma")).toBe(-3);
    expect(parseNumber("1.5", "comma")).toBeNaN();
  });

  it("reads every number JavaScript writes", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => parseNumber(String(value)) === value),
    );
  });
});

describe("parsePlainNumber", () => {
  it("equals Number on every plain decimal of up to 15 digits, and steps aside for the rest", () => {
    const plain = fc.tuple(
      fc.boolean(),
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.option(fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 7 })),
    );
    fc.assert(
      fc.property(plain, ([negative, whole, decimals]) => {
        const text = `${negative ? "-" : ""}${whole}${decimals === null ? "" : `.${decimals}`}`;
        const bytes = new TextEncoder().encode(`x${text}`);
        expect(parsePlainNumber(bytes, 1, bytes.length)).toBe(Number(text));
      }),
    );
    for (const text of ["", "-", ".", "1e5", "1,000", " 1", "1234567890123456", "+1"]) {
      expect(parsePlainNumber(new TextEncoder().encode(text), 0, text.length)).toBeUndefined();
    }
  });
});

describe("NumberFormatVote", () => {
  it("takes commas for decimals only where points do not fit better", () => {
    const format = (...texts: string[]): string => {
      const vote = new NumberFormatVote();
      for (const text of texts) vote.add(text);
      return vote.format;
    };
    expect(format("1,7", "2,5")).toBe("comma");
    expect(format("19,582", "2,705")).toBe("dot");
    expect(format("200.000.000")).toBe("comma");
    expect(format("19,582", "1,7")).toBe("comma");
    expect(format("1", "2")).toBe("dot");
    expect(format()).toBe("dot");
  });
});

describe("hasLeadingZero", () => {
  it("is true of codes, not of zero and decimals", () => {
    expect(["007", "01", "00.11", "-01", "0000"].map(hasLeadingZero)).toEqual([true, true, true, true, true]);
    expect(["0", "0.5", "-0.5", "10", "", "a0"].map(hasLeadingZero)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("parseDate", () => {
  it.each([
    ["2022-12-09", "2022-12-09T00:00:00.000Z"],
    ["2022-12-09 02:52:07", "2022-12-09T02:52:07.000Z"],
    ["2022-12-09T02:52:07.25Z", "2022-12-09T02:52:07.250Z"],
    ["2022-12-09T02:52:07+02:00", "2022-12-09T00:52:07.000Z"],
    ["2022-12-09T02:52:07-0530", "2022-12-09T08:22:07.000Z"],
    ["2022/1/9", "2022-01-09T00:00:00.000Z"],
    ["6/24/2016 3:48", "2016-06-24T03:48:00.000Z"],
    ["5/19/2006 0:00:00", "2006-05-19T00:00:00.000Z"],
    ["6/24/16 3:48 PM", "2016-06-24T15:48:00.000Z"],
    ["12/31/1999 12:00 am", "1999-12-31T00:00:00.000Z"],
    ["31.12.2012", "2012-12-31T00:00:00.000Z"],
    ["24 October 2011", "2011-10-24T00:00:00.000Z"],
    ["Oct 24, 2011", "2011-10-24T00:00:00.000Z"],
    ["Thu, 27 Dec 2012 13:09:49 GMT", "2012-12-27T13:09:49.000Z"],
    ["0099-01-01", "0099-01-01T00:00:00.000Z"],
    ["2020-02-29", "2020-02-29T00:00:00.000Z"],
  ])("reads %j", (text, iso) => {
    expect(new Date(parseDate(text)).toISOString()).toBe(iso);
  });

  it.each([
    "",
    "2021-02-29",
    "2022-13-01",
    "31/12/2012",
    "2022-12-09 25:00",
    "2022-12-09 02:60",
    "12-2022",
    "1/2",
    "4.5",
    "20140102",
    "May",
    "2022-12-09 noon",
    "04:14:00",
  ])("does not read %j", (text) => {
    expect(parseDate(text)).toBeNaN();
  });

  it("reads day before month when told to", () => {
    expect(parseDate("31/12/2012", "day-first")).toBe(Date.UTC(2012, 11, 31));
    expect(parseDate("02/01/2014", "day-first")).toBe(Date.UTC(2014, 0, 2));
    expect(parseDate("02/01/2014", "month-first")).toBe(Date.UTC(2014, 1, 1));
  });

  it("reads every moment as ISO 8601 writes it", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true }),
        (date) => parseDate(date.toISOString()) === date.getTime(),
      ),
    );
  });

  it("reads compact dates and seconds since 1970 apart", () => {
    expect(parseCompactDate("20140102")).toBe(Date.UTC(2014, 0, 2));
    expect(parseCompactDate("20141302")).toBeNaN();
    expect(parseCompactDate("99990101")).toBeNaN();
    expect(parseUnixTime(1356613589)).toBe(1356613589000);
    expect(parseUnixTime(1356613589000)).toBe(1356613589000);
    expect(parseUnixTime(17)).toBeNaN();
  });
});

describe("parsePlainDate", () => {
  it("equals the slow way where it answers, and steps aside for the rest", () => {
    const part = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, "0"));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        part,
        part,
        part,
        part,
        part,
        fc.constantFrom("T", " ", "x"),
        (year, month, day, hour, minute, second, separator) => {
          const date = `${String(year).padStart(4, "0")}-${month}-${day}`;
          for (const text of [date, `${date}${separator}${hour}:${minute}:${second}`]) {
            const plain = parsePlainDate(new TextEncoder().encode(`xx${text}`), 2, 2 + text.length);
            if (plain !== undefined) expect(plain).toBe(parseDate(text));
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect(parsePlainDate(new TextEncoder().encode("2022-12-09 02:52:07"), 0, 19)).toBe(
      Date.UTC(2022, 11, 9, 2, 52, 7),
    );
    for (const text of ["", "6/24/2016", "2022-12-9x", "2022-12-09 02:52:0x", "20221209"]) {
      expect(parsePlainDate(new TextEncoder().encode(text), 0, text.length)).toBeUndefined();
    }
  });
});

describe("DayOrderVote", () => {
  it("is decided by any part above 12", () => {
    const vote = new DayOrderVote();
    vote.add("02/01/2014");
    expect([vote.order, vote.undecided]).toEqual(["month-first", true]);
    vote.add("31/12/2012");
    expect([vote.order, vote.undecided]).toEqual(["day-first", false]);
  });
});

describe("isNullSpelling", () => {
  it("knows the usual spellings in any case, and nothing else", () => {
    for (const text of [
      "",
      "  ",
      "NA",
      "N/A",
      "#N/A",
      "NULL",
      "null",
      "None",
      "NONE",
      "nan",
      "NaN",
      "nil",
      "-",
      ".",
      "?",
      "****",
      "*****",
      " NA ",
      "\\N",
    ]) {
      expect([text, isNullSpelling(text)]).toEqual([text, true]);
    }
    for (const text of ["0", "no", "nano", "*", "**", "--1", "a", "n", "Nonesuch", "N.A. thing"])
      expect([text, isNullSpelling(text)]).toEqual([text, false]);
  });
});
