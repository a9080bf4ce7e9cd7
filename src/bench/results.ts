import type { Comparison, Figure } from "./compare";
import type { PeerFigures, FewerColumns } from "./peers/judge-peer";
import type { WrittenMatrix } from "./peers/write-matrix";
import type { Scale } from "./scale";
import type { Spread } from "./statistics";

/** When and on what a part was measured. */
export interface Measured {
  readonly date: string;
  readonly machine: string;
  /** load average over 1, 5 and 15 minutes when the part was done */
  readonly load: string;
  /** what a person adds by hand; gone when the part is measured anew */
  readonly notes?: readonly string[];
}

/** A figure of both sides; null where a side was not run. */
export interface Versus {
  readonly ours: Spread | null;
  readonly theirs: Spread | null;
  /** ours over theirs, turn by turn */
  readonly ratio: Spread | null;
}

export type ErrorKind = keyof Comparison["rmse"]["ours"];

export interface ComparisonPart {
  readonly measured: Measured;
  /** scikit-learn and what it runs on, or why it was left out */
  readonly sklearn: string;
  readonly turns: number;
  /** name and size of the file both sides worked on */
  readonly file: string;
  /** seconds */
  readonly figures: Readonly<Record<Figure, Versus>>;
  /** milliseconds from asking for a prediction to the answer in the page */
  readonly askedMs: Spread;
  /** means over the turns */
  readonly rmse: Readonly<Partial<Record<ErrorKind, { readonly ours: number; readonly theirs: number | null }>>>;
  readonly visit: {
    readonly ms: Spread;
    /** milliseconds, medians */
    readonly stages: Readonly<Record<string, number>>;
    /** of scikit-learn's fit of the forest alone */
    readonly ratio: Spread | null;
    /** longest task of the page's own thread, visit by visit; absent where it was not watched */
    readonly longestTasksMs?: readonly number[];
  };
  readonly matrix: Comparison["matrix"];
  readonly forestShape: Comparison["forestShape"];
  readonly limits: Comparison["limits"];
}

export interface PeersPart {
  readonly measured: Measured;
  readonly matrix: WrittenMatrix;
  /** what each peer had */
  readonly limitSeconds: number;
  readonly ours: { readonly trees: number; readonly seconds: Spread; readonly rmse: number };
  readonly peers: readonly (PeerFigures & {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly fewer: FewerColumns | null;
  })[];
}

/** One size of the growth, measured by itself. */
export type GrowthSize = Scale & { readonly measured: Measured };

export interface CancelPart {
  readonly measured: Measured;
  readonly ms: readonly number[];
}

/** All that RESULTS.md is written from. Each part is of its own day; a run replaces just what it measured. */
export interface Results {
  readonly comparison: ComparisonPart | null;
  /** a text says why they were never run */
  readonly peers: PeersPart | string;
  /** by rows, ascending */
  readonly growth: readonly GrowthSize[];
  readonly cancel: CancelPart | null;
}

export const NO_RESULTS: Results = { comparison: null, peers: "they were not asked for", growth: [], cancel: null };

/** The results with one size of the growth measured anew or for the first time, and the other sizes as they were. */
export function withSize(results: Results, size: GrowthSize): Results {
  const others = results.growth.filter(({ rows }) => rows !== size.rows);
  return { ...results, growth: [...others, size].sort((a, b) => a.rows - b.rows) };
}

/** The results where the peers could not be run: what was measured of them before stays. */
export function withoutPeers(results: Results, reason: string): Results {
  return typeof results.peers === "string" ? { ...results, peers: reason } : results;
}
