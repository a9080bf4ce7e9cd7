import { CellsBuilder } from "../table/cells-builder";
import type { Cells } from "../table/table";
import { defaultNames, nameColumns } from "./name-columns";
import type { ProblemLog } from "./problems";
import type { RowSpan } from "./regular-rows";

export interface AssemblerOptions {
  readonly width: number;
  readonly headerLine: number | null;
  readonly delimiter: string;
  /** the header lacks the name of the first column, as R writes it */
  readonly shiftHeader: boolean;
  readonly problems: ProblemLog;
  readonly rowsHint: number;
  /** expected bytes of text per column */
  readonly bytesHints: readonly number[];
  readonly maxRows: number;
  /** memory for the columns, where they are to lie in some that is asked for */
  readonly allocate?: (bytes: number) => ArrayBufferLike;
}

export interface AssembledTable {
  readonly names: string[];
  readonly unnamed: number[];
  readonly cells: Cells[];
  readonly rowCount: number;
  readonly lineOfRow: Uint32Array;
  readonly hasHeader: boolean;
}

/** Turns rows of any length into columns of one length. Nothing is lost, and everything changed is reported. */
export class TableAssembler {
  private names: string[];
  private unnamed: number[];
  private headerSeen: boolean;
  private readonly columns: CellsBuilder[];
  private lines: Uint32Array<ArrayBuffer>;
  private rows = 0;
  private blankLines: number[] = [];

  constructor(private readonly options: AssemblerOptions) {
    const { width, rowsHint, bytesHints, allocate } = options;
    this.names = defaultNames(width);
    this.unnamed = this.names.map((_, column) => column);
    this.headerSeen = options.headerLine === null;
    this.columns = Array.from(
      { length: width },
      (_, column) => new CellsBuilder(rowsHint, bytesHints[column] ?? 0, allocate),
    );
    this.lines = new Uint32Array(Math.max(16, rowsHint));
  }

  /** Takes one row as read; false once there are enough. */
  add(cells: string[], line: number): boolean {
    const { width, headerLine, problems } = this.options;
    if (cells.length === 0 || (width > 1 && cells.length === 1 && cells[0].trim() === "")) {
      this.blankLines.push(line);
      return true;
    }
    this.flushBlankLines("blank-line");
    if (!this.headerSeen) {
      if (headerLine !== null && line < headerLine) {
        problems.add(
          line,
          "preamble",
          () =>
            `${JSON.stringify(
              cells
                .filter((cell) => cell !== "")
                .join(" ")
                .slice(0, 200),
            )} stands above the header`,
          "kept out of the table",
        );
        return true;
      }
      this.takeHeader(cells, line);
      return true;
    }
    if (cells.length !== width) this.mend(cells, line);
    for (let column = 0; column < width; column++) this.columns[column].append(cells[column]);
    this.endRow(line);
    return this.rows < this.options.maxRows;
  }

  /** Whether rows of the table itself come next. */
  get isInBody(): boolean {
    return this.headerSeen;
  }

  /** Takes one row of the right width as it lies in the file's bytes; `mark` is the quote. */
  addSpan(bytes: Uint8Array, { starts, ends, doubled }: RowSpan, line: number, mark: number): void {
    if (this.blankLines.length > 0) this.flushBlankLines("blank-line");
    for (let column = 0; column < this.columns.length; column++) {
      if (doubled[column] === 1) this.columns[column].appendUndoubled(bytes, starts[column], ends[column], mark);
      else this.columns[column].appendBytes(bytes, starts[column], ends[column]);
    }
    this.endRow(line);
  }

  private endRow(line: number): void {
    if (this.rows === this.lines.length) {
      const grown = new Uint32Array(Math.ceil(this.lines.length * 1.5));
      grown.set(this.lines);
      this.lines = grown;
    }
    this.lines[this.rows++] = line;
  }

  finish(): AssembledTable {
    this.flushBlankLines("ghost-row");
    return {
      names: this.names,
      unnamed: this.unnamed,
      cells: this.columns.map((column) => column.finish()),
      rowCount: this.rows,
      lineOfRow: this.lines.slice(0, this.rows),
      hasHeader: this.headerSeen && this.options.headerLine !== null,
    };
  }

  private takeHeader(cells: readonly string[], line: number): void {
    const { width, shiftHeader, problems } = this.options;
    const header = shiftHeader ? ["", ...cells] : cells;
    if (cells.length < width) {
      const repair = shiftHeader
        ? "the first column is taken as the one without a name"
        : "the last columns are taken as those without a name";
      problems.add(line, "short-header", `the header has ${cells.length} names for ${width} columns`, repair);
    }
    ({ names: this.names, unnamed: this.unnamed } = nameColumns(header, width, line, problems));
    this.headerSeen = true;
  }

  /** Makes a row as long as the table is wide. */
  private mend(cells: string[], line: number): void {
    const { width, delimiter, problems } = this.options;
    const found = cells.length;
    if (found < width) {
      while (cells.length < width) cells.push("");
      problems.add(line, "short-row", () => `the row has ${found} of ${width} cells`, "the missing cells are empty");
      return;
    }
    const extra = cells.slice(width);
    if (extra.every((cell) => cell === "")) {
      problems.add(
        line,
        "long-row",
        () => `the row has ${found} cells, ${width} expected; the extra ones are empty`,
        "the empty extra cells are left out",
      );
    } else {
      cells[width - 1] = [cells[width - 1], ...extra].join(delimiter);
      problems.add(
        line,
        "long-row",
        () => `the row has ${found} cells, ${width} expected`,
        "the extra cells are joined to the last one, delimiters included",
      );
    }
    cells.length = width;
  }

  private flushBlankLines(code: "blank-line" | "ghost-row"): void {
    if (this.blankLines.length === 0) return;
    for (const line of this.blankLines) {
      if (code === "blank-line") this.options.problems.add(line, code, "the line is blank", "skipped");
      else
        this.options.problems.add(
          line,
          code,
          "a blank line at the end of the file would make an empty row",
          "no row is made of it",
        );
    }
    this.blankLines = [];
  }
}
