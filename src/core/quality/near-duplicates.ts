import { columnsWith, finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { findRepeats, inGroups } from "./find-repeats";
import { findNearPairs } from "./near-pairs";
import { counted, percent } from "./phrases";

/** Below this share of the rows they move no number. */
const WARN_SHARE = 0.003;

/** Texts that nearly repeat an earlier one (exact repeats are another check's), and how many reach across the split. */
export function checkNearDuplicates(inputs: QualityInputs): CheckResult[] {
  const { settings, split, table, words } = inputs;
  const texts = columnsWith(inputs, "text");
  if (texts.length === 0 || settings.nearDuplicate >= 1) return [];
  const rows = inputs.used;
  // once each: among a hundred copies of one post there is nothing near to look for
  const repeated = new Set(findRepeats(table, rows, texts).rows);
  const pairs = findNearPairs(
    words,
    rows.filter((row) => !repeated.has(row)),
    settings.nearDuplicate,
    inputs.signal,
  );
  const limit = percent(settings.nearDuplicate).replace(".0%", "%");
  if (pairs.length === 0) {
    return [finding("near-duplicates", "pass", `No text is ${limit} or more like an earlier one`)];
  }
  const test = new Set(split?.rows.test);
  const across = split ? pairs.filter(({ row, earlier }) => test.has(row) !== test.has(earlier)) : [];
  const crossing = across.length > 0 ? `, ${counted(across.length, "pair")} across the split` : "";
  const title = `${counted(pairs.length, "post")} ${pairs.length === 1 ? "is" : "are"} nearly the same as an earlier one${crossing}`;
  return [
    finding("near-duplicates", pairs.length / rows.length < WARN_SHARE ? "pass" : "warn", title, {
      columns: texts,
      detail: `They share ${limit} or more of their word triples. A copy with a word changed leaks as a copy does; look at them, and take out of the file those that are one post.`,
      rows: inGroups({
        rows: pairs.map(({ row }) => row),
        first: Uint32Array.from(pairs, ({ earlier }) => earlier),
      }),
      count: pairs.length,
    }),
  ];
}
