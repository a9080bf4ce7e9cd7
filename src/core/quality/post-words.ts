import type { Signal } from "../job";
import { cellText } from "../table/cells";
import type { Column } from "../table/table";
import { forEachWord } from "../text/words";

/** Every row's words in lower case, all its texts one after the other, as numbers: row `i` is `ids[offsets[i] .. offsets[i + 1])`. */
export interface PostWords {
  readonly vocabulary: readonly string[];
  readonly offsets: Uint32Array;
  readonly ids: Uint32Array;
}

/** Words of a row past this many are not looked at: near-duplicates and associations show before. */
const MOST_WORDS = 2000;
const ROWS_BETWEEN_ASKING = 64;

/** The words of the given columns, as they stand (no stemming, no stop words). O(characters). */
export function postWords(columns: readonly Column[], rowCount: number, signal?: Signal): PostWords {
  const known = new Map<string, number>();
  const offsets = new Uint32Array(rowCount + 1);
  let ids = new Uint32Array(1024);
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (row % ROWS_BETWEEN_ASKING === 0) signal?.throwIfAborted();
    const most = count + MOST_WORDS;
    for (const { cells, missing } of columns) {
      if (missing[row]) continue;
      forEachWord(cellText(cells, row).toLowerCase(), false, (word) => {
        if (count >= most) return;
        let id = known.get(word);
        if (id === undefined) known.set(word, (id = known.size));
        if (count === ids.length) {
          const grown = new Uint32Array(2 * count);
          grown.set(ids);
          ids = grown;
        }
        ids[count++] = id;
      });
    }
    offsets[row + 1] = count;
  }
  return { vocabulary: [...known.keys()], offsets, ids: ids.slice(0, count) };
}
