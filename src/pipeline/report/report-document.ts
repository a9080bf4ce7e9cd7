/** A table of texts; columns named in `numeric` stand right. */
export interface ReportTable {
  readonly kind: "table";
  readonly caption?: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** indices of columns of numbers */
  readonly numeric?: readonly number[];
}

/** A drawing for the page, and the same as characters for what shows none. */
export interface ReportChart {
  readonly kind: "chart";
  /** the finding it shows */
  readonly title: string;
  readonly svg: string;
  readonly text: string;
  /** the numbers behind it; null where a table beside it holds them */
  readonly table: ReportTable | null;
}

export type ReportBlock =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: "code"; readonly title: string; readonly code: string }
  | ReportTable
  | ReportChart;

export interface ReportSection {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

/** What a report says, before it is written as HTML or Markdown. */
export interface ReportDocument {
  readonly title: string;
  /** one or two sentences: what came of it */
  readonly summary: string;
  readonly sections: readonly ReportSection[];
}
