import type { DialectOptions, Quote, RowSyntax } from "./dialect";
import { looksDate } from "./parse-date";
import { looksNumeric } from "./parse-number";
import type { Sample, SampleRow } from "./sample-rows";

export interface GuessedSyntax {
  readonly syntax: RowSyntax;
  readonly delimiterWhy: string;
  readonly quoteWhy: string;
}

const DELIMITERS = [",", "\t", ";", "|"] as const;

/** Least score and least share of lines with one width that count as a table of several columns. */
const LEAST_SCORE = 0.15;
const LEAST_SHARE = 0.4;

/**
 * How the cells of a file are separated and quoted. A delimiter is good when it gives most lines the same number of
 * cells and the cells look like values (after the consistency measure of van den Burg, Nazábal and Sutton 2019, much
 * simplified); with none good, the file is one column.
 */
export function guessSyntax(sample: Sample, options: Pick<DialectOptions, "delimiter" | "quote">): GuessedSyntax {
  if (options.delimiter !== "auto") return withQuote(sample, options.delimiter, options.quote, "as set");
  let best: Candidate | null = null;
  for (const delimiter of likelyDelimiters(sample)) {
    const guessed = withQuote(sample, delimiter, options.quote, "");
    const { score, share, width } = judge(sample.rows(guessed.syntax), delimiter);
    if (score >= LEAST_SCORE && share >= LEAST_SHARE && score > (best?.score ?? 0) + 1e-9)
      best = { guessed, score, share, width };
  }
  if (best === null) {
    const unused = [",", "\t", ";", "|", "\u001f"].find((delimiter) => !sample.text.includes(delimiter)) ?? "\u001e";
    return withQuote(
      sample,
      unused,
      options.quote,
      "no delimiter gives the lines the same number of cells, so they are one column",
    );
  }
  const { guessed, share, width } = best;
  return {
    ...guessed,
    delimiterWhy: `${delimiterName(guessed.syntax.delimiter)} gives ${Math.round(share * 100)}% of the first rows ${width} cells`,
  };
}

/** Those that stand in a tenth of the lines at least; all there are when cells of very many lines hide that. */
function likelyDelimiters({ text, newline }: Sample): readonly string[] {
  const count = (part: string): number => text.split(part).length - 1;
  const lines = count(newline === "\r" ? "\r" : "\n");
  const present = DELIMITERS.filter((delimiter) => text.includes(delimiter));
  const frequent = present.filter((delimiter) => count(delimiter) * 10 >= lines);
  return frequent.length > 0 ? frequent : present;
}

interface Candidate {
  readonly guessed: GuessedSyntax;
  readonly score: number;
  readonly share: number;
  readonly width: number;
}

export function delimiterName(delimiter: string): string {
  const names: Record<string, string> = { ",": "comma", "\t": "tab", ";": "semicolon", "|": "bar" };
  return names[delimiter] ?? JSON.stringify(delimiter);
}

function withQuote(
  sample: Sample,
  delimiter: string,
  wanted: DialectOptions["quote"],
  delimiterWhy: string,
): GuessedSyntax {
  const spaced = (quote: Quote): RowSyntax => {
    const syntax: RowSyntax = { delimiter, quote, newline: sample.newline, skipInitialSpace: false };
    return { ...syntax, skipInitialSpace: hasInitialSpaces(sample, syntax) };
  };
  if (wanted !== "auto") return { syntax: spaced(wanted), delimiterWhy, quoteWhy: "as set" };
  const { quote, why } = guessQuote(sample, spaced('"'));
  return { syntax: spaced(quote), delimiterWhy, quoteWhy: why };
}

function guessQuote(sample: Sample, plain: RowSyntax): { quote: Quote; why: string } {
  const double = quoteEvidence(sample, plain);
  if (double.literal >= 3 && double.syntactic < 0.1 * double.literal) {
    return {
      quote: "none",
      why: `quotes stand in ${double.literal} cells that did not need them or do not pair up, so they are ordinary text`,
    };
  }
  if (double.syntactic + double.unneeded > 0) return { quote: '"', why: "double quotes stand around cells" };
  const single = quoteEvidence(sample, { ...plain, quote: "'" });
  if (single.needed >= 1 && single.syntactic > 5 * single.literal)
    return { quote: "'", why: "single quotes stand around cells" };
  return { quote: '"', why: "no quotes among the first rows; the double quote is the usual one" };
}

/**
 * Counts cells by what their quotes say. Writers quote the cells that need it (a delimiter, line end or quote inside,
 * or nothing at all) or whole columns; a quote that does neither, does not pair up or stands inside an unquoted cell is ordinary text.
 */
function quoteEvidence(
  sample: Sample,
  syntax: RowSyntax,
): { needed: number; unneeded: number; syntactic: number; literal: number } {
  const { quote, delimiter, newline } = syntax;
  if (!sample.text.includes(quote)) return { needed: 0, unneeded: 0, syntactic: 0, literal: 0 };
  const rows = sample.rows(syntax);
  const lineEnd = newline === "\r" ? "\r" : "\n";
  const columns: { quoted: number; filled: number; unneeded: number }[] = [];
  let needed = 0;
  let odd = 0;
  let bare = 0;
  for (const row of rows) {
    if (row.odd) {
      odd++;
      continue;
    }
    row.cells.forEach((cell, column) => {
      const counts = (columns[column] ??= { quoted: 0, filled: 0, unneeded: 0 });
      if (cell !== "" || row.quoted[column]) counts.filled++;
      if (row.quoted[column]) {
        counts.quoted++;
        if (cell === "" || cell.includes(delimiter) || cell.includes(lineEnd) || cell.includes(quote)) needed++;
        else counts.unneeded++;
      } else if (cell.includes(quote)) {
        bare++;
      }
    });
  }
  let whole = 0;
  let scattered = 0;
  for (const { quoted, filled, unneeded } of columns) {
    // less one: the header may be unquoted
    if (quoted >= 0.7 * (filled - 1)) whole += unneeded;
    else scattered += unneeded;
  }
  return { needed, unneeded: whole + scattered, syntactic: needed + whole, literal: odd + bare + scattered };
}

/** Whether spaces stand between delimiters and opening quotes: taking them off must leave the rows at least as even. */
function hasInitialSpaces(sample: Sample, syntax: RowSyntax): boolean {
  if (syntax.quote === "none" || syntax.delimiter === " " || !sample.text.includes(`${syntax.delimiter} `))
    return false;
  const opened = ` ${syntax.quote}`;
  const before = sample.rows(syntax);
  const starts = before.reduce(
    (sum, row) =>
      sum +
      row.cells.filter((cell, i) => !row.quoted[i] && cell.trimStart().startsWith(syntax.quote) && cell.startsWith(" "))
        .length,
    0,
  );
  if (starts === 0 || !sample.text.includes(opened)) return false;
  const after = sample.rows({ ...syntax, skipInitialSpace: true });
  const odd = (rows: readonly SampleRow[]): number => rows.filter((row) => row.odd).length;
  return odd(after) <= odd(before) && widthShare(after).share >= widthShare(before).share;
}

function judge(rows: readonly SampleRow[], delimiter: string): { score: number; share: number; width: number } {
  const { share, width, evenness } = widthShare(rows);
  if (width < 2) return { score: 0, share: 0, width };
  let quality = 0;
  let cells = 0;
  let spaced = 0;
  for (const row of rows.slice(0, 200)) {
    row.cells.forEach((cell, column) => {
      quality += row.quoted[column] ? 1 : cellQuality(cell, delimiter);
      cells++;
      if (column > 0 && !row.quoted[column] && cell.startsWith(" ") && cell.length > 1) spaced++;
    });
  }
  // a delimiter nearly always followed by a space, in uneven lines, is punctuation
  const prose = share < 0.9 && spaced > 0.5 * (cells - rows.length) ? 0.3 : 1;
  return { score: evenness * (quality / cells) * (1 - 0.5 / width) * prose, share, width };
}

/** The most frequent width, its share of the rows, and how much the widths agree: the chance that two rows agree. */
function widthShare(rows: readonly SampleRow[]): { share: number; width: number; evenness: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  let evenness = 0;
  for (const [candidate, count] of counts) {
    if (count > most) {
      most = count;
      width = candidate;
    }
    if (candidate > 1) evenness += (count / rows.length) ** 2;
  }
  return { share: rows.length === 0 ? 0 : most / rows.length, width, evenness };
}

/** How much a cell looks like one value rather than like two that a better delimiter would separate. */
function cellQuality(cell: string, delimiter: string): number {
  const text = cell.trim();
  if (text === "" || looksNumeric(text)) return 1;
  if (text.length <= 40 && looksDate(text)) return 1;
  for (const other of DELIMITERS) {
    if (other === delimiter || !text.includes(other)) continue;
    if (other !== "," || /\d,\d/.test(text)) return 0.3;
  }
  return text.includes(" ") ? 0.9 : 1;
}
