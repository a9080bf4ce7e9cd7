/** What a person may set about how a file is written; "auto" asks for a guess. */
export interface DialectOptions {
  /** "auto" or the text between two cells, such as "," or a tab */
  readonly delimiter: string;
  /** "auto" or a label of the Encoding Standard, such as "utf-8", "windows-1252", "big5" */
  readonly encoding: string;
  /** "auto", whether the table has a header, or the number of the line (from 1) the header starts on */
  readonly header: "auto" | boolean | number;
  /** "auto", the character around cells that hold delimiters or line ends, or "none" when quotes are ordinary text */
  readonly quote: "auto" | '"' | "'" | "none";
}

export const DEFAULT_DIALECT: DialectOptions = { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" };

/** How a file was read, and why so. Every `reasons` entry is a sentence for a person. */
export interface ResolvedDialect {
  /** a label `TextDecoder` accepts */
  readonly encoding: string;
  readonly bom: boolean;
  readonly compression: "none" | "gzip";
  readonly newline: Newline;
  readonly delimiter: string;
  readonly quote: Quote;
  /** spaces between a delimiter and an opening quote are not part of the cell */
  readonly skipInitialSpace: boolean;
  /** the line (from 1) the header starts on; null when there is none */
  readonly headerLine: number | null;
  readonly reasons: {
    readonly encoding: string;
    readonly delimiter: string;
    readonly quote: string;
    readonly header: string;
  };
}

export type Quote = '"' | "'" | "none";

/** How lines end. Files that mix LF and CRLF count as CRLF; a lone CR ends a line only in files without LF. */
export type Newline = "\n" | "\r\n" | "\r";

/** What splitting a text into rows needs to know. */
export interface RowSyntax {
  readonly delimiter: string;
  readonly quote: Quote;
  readonly newline: Newline;
  readonly skipInitialSpace: boolean;
}
