/** ISO 639-1 codes that {@link guessLanguage} knows. */
export type Language = keyof typeof COMMON_WORDS | "ru" | "uk" | "el" | "ar" | "he" | "hi" | "th" | "ko" | "ja" | "zh";

/**
 * The words that a text of the language can hardly do without. Those that several languages share are listed in each, so that
 * they speak for none of them alone.
 */
const COMMON_WORDS = {
  en: "the of and to in is that it for was on are as with his they at be this have from or had by not but what all were we when your can said there an which she do how their if will up other about out many then them these so some her would make like him into has look more very my than been who its now did get come may are why does any could should just because dont im ive youre i you he me our no us was am",
  de: "der die das und ist nicht ein eine zu den von mit sich auf für dem des im auch es an als wir ich sie er aus bei nach wie wenn oder aber noch nur man sind hat wird wurde war haben werden einen einem einer kann über mehr was so zum zur mich mir du ihr uns dass warum",
  fr: "le la les de des du et est un une en que qui dans pour pas ce il elle sur au avec son se ne plus par je nous vous ils on mais ou où sont a été être ont cette ces aux comme tout fait leur si sans pourquoi mon ma moi c'est très",
  es: "el la los las de del y es un una en que por con para no se su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante son fue ha está yo mi qué cómo",
  it: "il lo la i gli le di del della e è un una in che per con non si da al sono come più ma anche dei nel alla ha questo delle se ci mi perché su dal era essere questa o quando dove molto tutti io",
  pt: "o a os as de do da dos das e é um uma em que por com para não se no na ao mais como mas foi ele ela seu sua ou ser quando muito nos já está eu também só pelo pela até isso entre era depois sem mesmo você meu",
  nl: "de het een en van is dat niet in op te zijn voor met die aan er om ook als bij maar dan wat nog uit naar door over hij ze ik je we heeft had was werd worden kan geen meer deze dit waarom hoe wel mijn",
  sv: "och att det som en på är av för med den till inte om ett han men var jag sig från vi så kan när man har de nu hade eller ut kommer också efter vid mot ska skulle där vad hur mycket min ni",
  da: "og at det er en den til af for på de med der ikke som et han jeg var har men vi fra om så kan sig ved eller når nu være havde hun efter op skal ville hvad hvor hvis også meget mig du",
  no: "og det er en som på for å av til med de at den ikke har jeg han var men vi fra et om så kan seg ved eller når nå være hadde hun etter opp skal ville hva hvor hvis også mye meg du",
  pl: "i w nie na się z do to że jest jak o co ale za od po tak przez dla czy był jego już być może tylko są tym który która oraz ich przy ma kiedy jeszcze bardzo mnie ja ty on ona dlaczego",
  cs: "a v se na je že to s z do o i ve si za by jako ale jsem pro po jeho tak co už nebo jsou jen být který která jeho když také od při byl má mě ne proč",
  fi: "ja on ei se että oli hän en mutta ovat kun niin kuin myös jos tämä mitä ole joka nyt sen vain jo sitten minä ne olen hänen mukaan tai olla miksi minun",
  hu: "a az és hogy nem is egy ez van volt meg csak de ha már mint még azt el vagy ami én ezt nagyon lehet majd után minden kell mert miért",
  tr: "ve bir bu da de için ile çok ne ama daha gibi olarak var mi en o kadar sonra ben ya her mı değil olan ki bunu ise şey benim neden",
  ro: "și în de la cu nu pe că este un o din pentru care mai sa se au ce al sunt a fost dar le lui ca am sau fi foarte după când aceasta eu",
  id: "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih kata sudah atau saat oleh kita seperti anda adalah",
} as const;

const LANGUAGES = Object.keys(COMMON_WORDS) as (keyof typeof COMMON_WORDS)[];

/** By word, the languages it is common in, as bits. */
const TELLS: ReadonlyMap<string, number> = (() => {
  const tells = new Map<string, number>();
  LANGUAGES.forEach((language, bit) => {
    for (const word of COMMON_WORDS[language].split(" ")) tells.set(word, (tells.get(word) ?? 0) | (1 << bit));
  });
  return tells;
})();

/** Scripts that tell the language, or nearly; more than half of the letters must be of it. */
const SCRIPTS: readonly (readonly [RegExp, (text: string) => string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, () => "ja"],
  [/\p{Script=Hangul}/gu, () => "ko"],
  [/\p{Script=Han}/gu, (text) => (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? "ja" : "zh")],
  [/\p{Script=Cyrillic}/gu, (text) => (/[іїєґ]/iu.test(text) ? "uk" : "ru")],
  [/\p{Script=Greek}/gu, () => "el"],
  [/\p{Script=Arabic}/gu, () => "ar"],
  [/\p{Script=Hebrew}/gu, () => "he"],
  [/\p{Script=Devanagari}/gu, () => "hi"],
  [/\p{Script=Thai}/gu, () => "th"],
];

/** Words read at most: the beginning of a long text says enough. */
const WORDS_READ = 200;
/** Common words of the language that a text must have. */
const LEAST_TELLING = 2;

/**
 * The language of a text as an ISO 639-1 code, or "unknown": by its script, and for Latin letters by its most common words.
 * Two of them must speak for the language, make up a tenth of the words, and outweigh the next language's by a fifth, so
 * that short texts, names and code are not guessed at. Languages it does not know are mostly "unknown" too. O(words).
 *
 * @example guessLanguage("Why do the leaves turn red in autumn?") // "en"
 * @example guessLanguage("Python 3.10") // "unknown"
 */
export function guessLanguage(text: string): string {
  const read = text.slice(0, 2000);
  if (/[\u0370-\u1FFF\u2E80-\uFFFF]/u.test(read)) {
    const letters = read.match(/\p{L}/gu)?.length ?? 0;
    for (const [script, tell] of SCRIPTS) {
      const among = read.match(script)?.length ?? 0;
      const least = script === SCRIPTS[0][0] ? letters / 5 : letters / 2;
      if (among >= 2 && among > least) return tell(read);
    }
  }
  return byCommonWords(read);
}

function byCommonWords(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll("’", "'")
    .match(/\p{L}+(?:'\p{L}+)?/gu)
    ?.slice(0, WORDS_READ);
  if (!words) return "unknown";
  const weights = new Float64Array(LANGUAGES.length);
  const counts = new Uint32Array(LANGUAGES.length);
  for (const word of words) {
    const bits = TELLS.get(word) ?? TELLS.get(word.replaceAll("'", "")) ?? 0;
    if (bits === 0) continue;
    // a word that many languages have says little for each
    const weight = 1 / bitCount(bits);
    for (let bit = 0; bit < LANGUAGES.length; bit++) {
      if (bits & (1 << bit)) {
        weights[bit] += weight;
        counts[bit]++;
      }
    }
  }
  let best = 0;
  for (let bit = 1; bit < LANGUAGES.length; bit++) if (weights[bit] > weights[best]) best = bit;
  const next = Math.max(...weights.filter((_, bit) => bit !== best));
  const isTold = counts[best] >= LEAST_TELLING && counts[best] >= words.length / 10 && weights[best] > 1.2 * next;
  return isTold ? LANGUAGES[best] : "unknown";
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
