/** Loads rows `start` to `end` (exclusive). */
export type LoadRows<R> = (start: number, end: number) => Promise<readonly R[]>;

export interface RowPagesOptions {
  readonly pageSize?: number;
  /** pages kept; the ones asked for longest ago go first */
  readonly maxPages?: number;
  /** called whenever rows came or a load failed */
  readonly onChange?: () => void;
}

/**
 * Rows fetched a page at a time and kept for a while. Only what is wanted now is fetched: while one page is on its
 * way, dragging the scroll bar across a million rows asks for nothing in between.
 */
export class RowPages<R> {
  private readonly pages = new Map<number, readonly R[]>();
  private readonly pageSize: number;
  private readonly maxPages: number;
  private readonly onChange: () => void;
  private wanted: { start: number; end: number } = { start: 0, end: 0 };
  private loading = false;
  private closed = false;
  /** why the last load failed; the next `want` tries again */
  error: unknown = null;

  constructor(
    private load: LoadRows<R>,
    { pageSize = 100, maxPages = 50, onChange = () => {} }: RowPagesOptions = {},
  ) {
    this.pageSize = pageSize;
    this.maxPages = maxPages;
    this.onChange = onChange;
  }

  /** The row, or undefined while it has not come. */
  get(index: number): R | undefined {
    return this.pages.get(Math.floor(index / this.pageSize))?.[index % this.pageSize];
  }

  /** From now on rows come from `load`, which must give the same rows. */
  loadWith(load: LoadRows<R>): void {
    this.load = load;
  }

  /** Says which rows are in view; what of them is missing is fetched, the latest call wins. */
  want(start: number, end: number): void {
    this.wanted = { start, end };
    this.error = null;
    void this.fetchNext();
  }

  /** No answer is drawn after this. */
  close(): void {
    this.closed = true;
  }

  /** Takes up work again after `close` (React runs effects twice while developing). */
  reopen(): void {
    if (!this.closed) return;
    this.closed = false;
    void this.fetchNext();
  }

  private async fetchNext(): Promise<void> {
    if (this.loading || this.closed) return;
    const page = this.firstMissing();
    if (page === null) return;
    this.loading = true;
    try {
      const rows = await this.load(page * this.pageSize, (page + 1) * this.pageSize);
      this.pages.set(page, rows);
      this.forget();
    } catch (thrown) {
      this.error = thrown;
    }
    this.loading = false;
    if (this.closed) return;
    this.onChange();
    if (this.error === null) void this.fetchNext();
  }

  private firstMissing(): number | null {
    const { start, end } = this.wanted;
    if (end <= start) return null;
    const last = Math.floor((end - 1) / this.pageSize);
    for (let page = Math.floor(start / this.pageSize); page <= last; page++) {
      if (!this.pages.has(page)) return page;
      this.touch(page);
    }
    return null;
  }

  /** A Map keeps the order of insertion, so moving a page to the end marks it as used last. */
  private touch(page: number): void {
    const rows = this.pages.get(page);
    if (rows === undefined) return;
    this.pages.delete(page);
    this.pages.set(page, rows);
  }

  private forget(): void {
    for (const page of this.pages.keys()) {
      if (this.pages.size <= this.maxPages) return;
      this.pages.delete(page);
    }
  }
}
