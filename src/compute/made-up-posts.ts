const STEMS = "plant water light sound atom star brain cell heat time space fossil river metal ocean energy sun sea ice air gas bee eye lens wave force mass rock moon bird tree dust".split(" "); // prettier-ignore
const FRONTS = "over micro re photo un inter bio geo thermo hyper sub electro".split(" ");
const ENDINGS = "s ing ed ation ness ly ful er ity ize al ousness izations ies y".split(" ");
const SMALL = "why do the is of a in and how it to not we if on that for".split(" ");
/**
 * Habits of writing, each with a path of its own through the code that reads and cleans: compiled code is thrown away at
 * the first it has not met.
 */
const HABITS = [
  "I", "e.g.", "don't", "it’s", "[META]", "AskScience", "DNA", "CO2", "H₂O", "3.5", "1,200", "100%", "-40", "2e8", "1999", "20th",
  "x-ray", "and/or", "(maybe)", "naïve", "Ångström", "Привет", "水", "🙂", "…", "“so”", "&amp;", "&gt;", "&#x200B;", "&#39;", "<br>",
  "<b>bold</b>", "**bold**", "*so*", "~~no~~", "`code`", "a_b_c", "[here](https://example.org/a?b=c)", "https://example.org/x",
  "www.example.org", "r/askscience", "/u/someone", "[deleted]", "TL;DR:", "!!!", "$5", "#1", "a@example.org", "C++", "mm²",
  "20 °C", "±2", "«", "yet", "yoyo", "a".repeat(60), "\n\n", "\n> quoted\n\n", "\n* one\n* two\n", "\n# Head\n",
  "\n    code\n", "Edit:",
]; // prettier-ignore
const TAGS = ["Physics", "Earth Sciences", "Human Body", "Biology", "", "Chemistry", "COVID-19"];

/**
 * A CSV of made-up posts in the shape that posts have, the same for the same seed: texts of all lengths with the habits
 * people write by, gaps, some posts twice, a column without a name, dates, fractions, and a score that leans on what is
 * in the rest.
 */
export function madeUpPosts(seed: number, rowCount: number): string {
  let state = 1000 + seed;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list: readonly string[]) => list[draw(list.length)];
  const word = () => {
    const kind = draw(24);
    if (kind === 0) return pick(HABITS);
    if (kind < 12) return pick(SMALL);
    const plain = `${draw(3) === 0 ? pick(FRONTS) : ""}${pick(STEMS)}${draw(40) === 0 ? draw(999) : ""}${draw(2) === 0 ? pick(ENDINGS) : ""}`;
    return kind === 12 ? plain[0].toUpperCase() + plain.slice(1) : kind === 13 ? `${plain},` : plain;
  };
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  const two = (value: number) => String(value).padStart(2, "0");
  const rows: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    const title = `${words(4 + draw(draw(6) === 0 ? 40 : 12))}?`;
    const body = draw(5) < 2 ? "" : words(10 + draw(draw(9) === 0 ? 400 : 90));
    const day = `20${two(12 + draw(10))}-${two(1 + draw(12))}-${two(1 + draw(28))} ${two(draw(24))}:${two(draw(60))}:${two(draw(60))}`;
    const ratio = draw(30) === 0 ? "" : `0.${10 + draw(89)}`;
    const score = `${Math.floor(2 ** (draw(120) / 10)) + title.length}.0`;
    const fields = [
      title,
      body,
      pick(TAGS),
      day,
      `Writer_${draw(rowCount)}`,
      score,
      ratio,
      `https://example.org/r/${seed}/${row}/`,
    ];
    const line = fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
    rows.push(`${row},${line}`);
    if (draw(40) === 0) rows.push(`${row},${line}`);
  }
  return `,title,body,tag,datetime,author,score,ratio,url\n${rows.join("\n")}\n`;
}
