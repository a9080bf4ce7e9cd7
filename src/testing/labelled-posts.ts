import { makeRng } from "../core/random/xoshiro";

const WORDS: Readonly<Record<string, readonly string[]>> = {
  happy: ["lovely", "great", "bright", "sweet"],
  neutral: ["table", "route", "paper", "window"],
  sad: ["awful", "broken", "dull", "bitter"],
};
const SHARED = ["morning", "meal", "train", "house", "letter", "river", "song", "market"];

/**
 * A CSV of posts whose label shows in their words: `mood` is happy, neutral or sad (5 : 3 : 1), and one word in five says
 * something else. Rows in random order, the same for the same seed.
 */
export function labelledCsv(rows: number, seed = 1): string {
  const random = makeRng(seed);
  const moods = ["happy", "happy", "happy", "happy", "happy", "neutral", "neutral", "neutral", "sad"];
  const pick = <T>(list: readonly T[]) => list[random.below(list.length)];
  const lines = Array.from({ length: rows }, (_, i) => {
    const mood = pick(moods);
    const own = Array.from({ length: 3 }, () => pick(WORDS[random.float() < 0.2 ? pick(Object.keys(WORDS)) : mood]));
    const shared = Array.from({ length: 5 }, () => pick(SHARED));
    return `"${[...own, ...shared, `item${i}`].join(" ")}",${pick(["web", "app"])},${mood}`;
  });
  return `title,source,mood\n${lines.join("\n")}\n`;
}
