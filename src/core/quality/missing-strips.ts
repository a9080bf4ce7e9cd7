import type { QualityInputs } from "./check";
import { distinctRepeats, findRepeats } from "./find-repeats";

/** One column along the file, from its first row to its last. */
export interface Strip {
  readonly column: string;
  readonly kind: "missing" | "repeats";
  /** rows marked in all */
  readonly count: number;
  /** share of each bin's rows that is marked, 0 to 1; empty where none is */
  readonly shares: readonly number[];
}

export interface Strips {
  readonly rows: number;
  readonly strips: readonly Strip[];
  /** the stretch that holds nearly all repeats, with the stretch they repeat; null where they are spread out, or none */
  readonly block: {
    readonly from: number;
    readonly to: number;
    readonly ofFrom: number;
    readonly ofTo: number;
  } | null;
}

const BINS = 120;

/** Where in the file values are missing, column by column, and where rows repeat earlier ones. */
export function missingStrips(inputs: QualityInputs): Strips {
  const { table } = inputs;
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  const strips = table.columns.map(({ name, missing, missingCount }): Strip => ({
    column: name,
    kind: "missing",
    count: missingCount,
    shares: missingCount === 0 ? [] : sharesOf(missing),
  }));
  // of the whole file, whether or not the split drops them: this is a picture of the file
  const [repeats] = distinctRepeats(inputs.identities.map((columns) => findRepeats(table, rows, columns)));
  if (!repeats) return { rows: table.rowCount, strips, block: null };
  const marked = new Uint8Array(table.rowCount);
  for (const row of repeats.rows) marked[row] = 1;
  return {
    rows: table.rowCount,
    strips: [
      ...strips,
      {
        column: repeats.columns.join(" + "),
        kind: "repeats",
        count: repeats.rows.length,
        shares: sharesOf(marked),
      },
    ],
    block: blockOf(repeats.rows, repeats.first),
  };
}

function sharesOf(flags: Uint8Array): number[] {
  const bins = Math.min(BINS, flags.length);
  const shares: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * flags.length) / bins);
    const to = Math.floor(((bin + 1) * flags.length) / bins);
    let count = 0;
    for (let row = from; row < to; row++) count += flags[row];
    shares.push(count / (to - from));
  }
  return shares;
}

/** Shares of the repeats outside of the block, at each end. */
const TAIL = 0.02;
const FEWEST = 20;

function blockOf(rows: Uint32Array, first: Uint32Array): Strips["block"] {
  if (rows.length < FEWEST) return null;
  const end = (sorted: Uint32Array, share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const from = end(rows, TAIL);
  const to = end(rows, 1 - TAIL);
  // dense, or it is no block
  if (to - from > 1.5 * rows.length) return null;
  const sources = first.slice().sort();
  return { from, to, ofFrom: end(sources, TAIL), ofTo: end(sources, 1 - TAIL) };
}
