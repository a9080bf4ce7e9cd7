/** What a person notes on a run, and what is noted of it later; none of it changes a number. */
export interface RunMarks {
  readonly starred?: boolean;
  readonly tags?: readonly string[];
  readonly note?: string;
  /** ISO 8601, UTC: in the bin since then, and brought back by one click until it is emptied */
  readonly deletedAt?: string;
  /** predictions, curve and model were removed to make room; settings, metrics and notes stay */
  readonly isSlim?: boolean;
  /** the latest time it was run again from its experiment, and whether every number came out the same */
  readonly reproduced?: { readonly at: string; readonly equal: boolean };
}

/** What a list of runs shows of the parts that are not in the list. */
export interface RunFigures {
  readonly testRows: number;
  /** test rows that repeat a training row */
  readonly leakedRows: number;
  /** milliseconds of single predictions, text to score */
  readonly latency: { readonly coldMs: number; readonly p50: number; readonly p95: number; readonly p99: number };
  /** rows a second, text to score, in one batch on one thread */
  readonly throughput: number;
  /** of the predictor as it is kept; 0 where it is not known */
  readonly predictorBytes: number;
  /** of everything that is kept of the run beside its record, about */
  readonly keptBytes: number;
}

/** The steps a number has come through, in order. */
export const LINEAGE_STAGES = ["read", "clean", "split", "features", "train", "evaluate"] as const;
export type LineageStage = (typeof LINEAGE_STAGES)[number];

export interface LineageStep {
  readonly stage: LineageStage;
  /** content key: of the settings and of everything the step was made from */
  readonly key: string | null;
  /** of what came out, to the last bit */
  readonly fingerprint: string;
  readonly elapsedMs: number;
  /** counts, by name, for reading */
  readonly facts: Readonly<Record<string, number | string>>;
}

/** From the file to the predictor: what each step was given, what it made, and how long it took. */
export interface Lineage {
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number };
  /** columns of the file by what they were used as */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly steps: readonly LineageStep[];
}
