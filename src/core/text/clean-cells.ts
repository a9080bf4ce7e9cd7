import type { JobContext } from "../job";
import { Uint32List } from "../sparse/uint32-list";
import { cellText } from "../table/cells";
import type { Cells } from "../table/table";
import { ByteWords } from "./byte-words";
import type { CleaningSettings } from "./cleaning-options";
import { cleanText, isPlainCleaning } from "./clean-text";
import { DROPPED, TokenVocabulary } from "./token-vocabulary";
import type { Tokens } from "./tokens";
import { forEachWord } from "./words";

export interface TextCells {
  readonly name: string;
  readonly cells: Cells;
}

const ROWS_BETWEEN_REPORTS = 2048;
/** A few milliseconds where nothing is compiled yet. */
const ROWS_BETWEEN_ASKING = 32;

/**
 * Tokens of the rows `fromRow .. toRow` of some text columns; text 0 of the result is row `fromRow`. The tokens of a
 * cell are those `tokenize` gives for its text. Rows are taken one by one, all columns of each, so that chunks joined
 * by `TokenMerger` equal one pass over all. O(bytes); the default settings never make a string of a word met before.
 */
export function cleanCells(
  columns: readonly TextCells[],
  settings: CleaningSettings,
  fromRow: number,
  toRow: number,
  context: JobContext = {},
): Tokens {
  const vocabulary = new TokenVocabulary(settings);
  const byteWords = isPlainCleaning(settings) ? new ByteWords(vocabulary, settings.lowercase) : null;
  const outputs = columns.map(({ name, cells }) => ({
    name,
    cells,
    offsets: new Uint32Array(toRow - fromRow + 1),
    // Half of the words go and those that stay are longer than five letters with their space: about one in twelve bytes.
    ids: new Uint32List((cells.offsets[toRow] - cells.offsets[fromRow]) / 12),
  }));
  for (let row = fromRow; row < toRow; row++) {
    for (const { cells, offsets, ids } of outputs) {
      const before = ids.length;
      if (!byteWords?.append(cells.bytes, cells.offsets[row], cells.offsets[row + 1], ids)) {
        ids.truncate(before);
        appendText(cellText(cells, row), settings, vocabulary, ids);
      }
      offsets[row - fromRow + 1] = ids.length;
    }
    const done = row - fromRow + 1;
    if (done % ROWS_BETWEEN_ASKING === 0) context.signal?.throwIfAborted();
    if (done % ROWS_BETWEEN_REPORTS === 0) context.onProgress?.({ done, total: toRow - fromRow, unit: "rows" });
  }
  return {
    vocabulary: vocabulary.tokens,
    columns: outputs.map(({ name, offsets, ids }) => ({ name, offsets, ids: ids.toArray() })),
  };
}

function appendText(text: string, settings: CleaningSettings, vocabulary: TokenVocabulary, ids: Uint32List): void {
  if (text === "") return;
  forEachWord(cleanText(text, settings), settings.punctuation === "keep", (word) => {
    const id = vocabulary.idOf(word);
    if (id !== DROPPED) ids.push(id);
  });
}
