/** The part of an `AbortSignal` that long loops in core ask; declared here because core has no DOM types. */
export interface Signal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}

/** How far a job is. `done` of `total` in `unit`; `note` is what a person reads beside the bar. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit?: string;
  readonly note?: string;
  /** One point of a live curve (epoch, loss, out-of-bag error ...), drawn while the job runs. */
  readonly point?: Readonly<Record<string, number>>;
}

/** What every long function of core takes last. Every part may be absent. */
export interface JobContext {
  readonly signal?: Signal;
  readonly onProgress?: (progress: Progress) => void;
  /** zeroed memory for arrays of the result, where they are to lie in some that many workers see */
  readonly allocate?: (bytes: number) => ArrayBufferLike;
}
