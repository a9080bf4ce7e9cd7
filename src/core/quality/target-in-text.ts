import { columnsWith, finding, roleRemedy } from "./check";
import type { CheckRemedy, CheckResult, QualityInputs } from "./check";
import { listed, percent } from "./phrases";

/** More often than by chance by at least this share of the rows. */
const EXCESS = 0.02;
const FEWEST = 10;

/**
 * Posts whose text holds their own target as a number, beyond how often it holds another post's: "I gave it 7" above a
 * score of 7.
 */
export function checkTargetInText(inputs: QualityInputs): CheckResult[] {
  const { target, words } = inputs;
  const texts = columnsWith(inputs, "text");
  if (!target || target.classes || texts.length === 0) return [];
  const rows = inputs.used.filter((row) => !Number.isNaN(target.values[row]));
  if (rows.length < 2) return [];
  const numberOf = new Map<number, number>();
  words.vocabulary.forEach((word, id) => {
    if (/^\d+$/.test(word)) numberOf.set(Number(word), id);
  });
  const holds = (row: number, value: number): boolean => {
    const id = numberOf.get(value);
    if (id === undefined) return false;
    return words.ids.subarray(words.offsets[row], words.offsets[row + 1]).includes(id);
  };
  // what another post's target does in this text is chance: half the rows away, so that neighbours alike do not count
  const shift = Math.floor(rows.length / 2);
  const own = rows.filter((row) => holds(row, target.values[row]));
  const chance = rows.filter((row, i) => holds(row, target.values[rows[(i + shift) % rows.length]])).length;
  const share = own.length / rows.length;
  const excess = share - chance / rows.length;
  if (own.length < FEWEST || excess < EXCESS) {
    return [
      finding("target-in-text", "pass", `The texts do not tell ${target.name}: ${percent(share)} hold its value`),
    ];
  }
  const [single] = texts;
  const remedies: CheckRemedy[] =
    inputs.choices.numbersInText === "keep"
      ? [{ label: "Take numbers out of texts", change: { cleaning: { numbers: "remove" } } }]
      : texts.length > 1
        ? [roleRemedy(`Leave out ${single}`, single, "ignore", `tells ${target.name}`)]
        : [];
  // words without numbers cannot tell it
  const settled = inputs.choices.numbersInText !== "keep";
  return [
    finding(
      "target-in-text",
      settled ? "pass" : "fail",
      `${percent(share)} of the texts hold their own ${target.name}${settled ? "; numbers are taken out" : ""}`,
      {
        columns: texts,
        detail: `By chance it would be ${percent(chance / rows.length)}. A model reads it off ${listed(texts)} instead of predicting it.`,
        rows: own,
        remedies: settled ? [] : remedies,
      },
    ),
  ];
}
