/** A guess at an encoding older than Unicode. */
export interface LegacyGuess {
  readonly encoding: string;
  readonly why: string;
}

/**
 * Which characters a two-byte encoding uses most: lead and trail ranges of the block that holds everyday text. Ordered
 * from narrow to wide, so that a tie goes to the encoding whose block is the smaller claim.
 */
const TWO_BYTE: readonly {
  readonly encoding: string;
  readonly language: string;
  readonly lead: (byte: number) => boolean;
  readonly trail: (byte: number) => boolean;
  readonly common: (lead: number, trail: number) => boolean;
  readonly single?: (byte: number) => boolean;
}[] = [
  {
    encoding: "shift_jis",
    language: "Japanese",
    lead: (b) => within(b, 0x81, 0x9f) || within(b, 0xe0, 0xfc),
    trail: (b) => within(b, 0x40, 0x7e) || within(b, 0x80, 0xfc),
    common: (lead, trail) =>
      (lead === 0x82 && trail >= 0x9f) || (lead === 0x83 && trail <= 0x96) || within(lead, 0x88, 0x97) || lead === 0x81,
    single: (b) => within(b, 0xa1, 0xdf),
  },
  {
    encoding: "euc-jp",
    language: "Japanese",
    lead: (b) => within(b, 0xa1, 0xfe),
    trail: (b) => within(b, 0xa1, 0xfe),
    // without kana it is not Japanese; kanji alone do not count
    common: (lead) => lead === 0xa4 || lead === 0xa5,
  },
  {
    encoding: "euc-kr",
    language: "Korean",
    lead: (b) => within(b, 0xa1, 0xfe),
    trail: (b) => within(b, 0xa1, 0xfe),
    common: (lead) => within(lead, 0xb0, 0xc8),
  },
  {
    encoding: "gb18030",
    language: "Simplified Chinese",
    lead: (b) => within(b, 0x81, 0xfe),
    trail: (b) => within(b, 0x40, 0x7e) || within(b, 0x80, 0xfe),
    common: (lead, trail) => (within(lead, 0xb0, 0xd7) || within(lead, 0xa1, 0xa3)) && trail >= 0xa1,
  },
  {
    encoding: "big5",
    language: "Traditional Chinese",
    lead: (b) => within(b, 0x81, 0xfe),
    trail: (b) => within(b, 0x40, 0x7e) || within(b, 0xa1, 0xfe),
    common: (lead) => within(lead, 0xa4, 0xc6) || lead === 0xa1,
  },
];

/**
 * Guesses the encoding of bytes that are not UTF-8. Western European text has its non-ASCII bytes one by one between
 * letters; Chinese, Japanese and Korean text has them in long runs that fall into pairs with few characters used most;
 * Cyrillic has long runs of letters above 0xC0. Little evidence gives windows-1252, the usual case. Never certain:
 * `why` says "guess".
 */
export function guessLegacyEncoding(bytes: Uint8Array): LegacyGuess {
  let high = 0;
  let inRuns = 0;
  let lowerCyrillic = 0;
  let upperCyrillic = 0;
  for (let i = 0; i < bytes.length;) {
    if (bytes[i] < 0x80) {
      i++;
      continue;
    }
    const start = i;
    while (i < bytes.length && bytes[i] >= 0x80) {
      if (bytes[i] >= 0xe0) lowerCyrillic++;
      else if (bytes[i] >= 0xc0) upperCyrillic++;
      i++;
    }
    high += i - start;
    if (i - start >= 3) inRuns += i - start;
  }
  const western = {
    encoding: "windows-1252",
    why: `not valid UTF-8; single accented letters suggest Western European text, a guess from ${high} bytes`,
  };
  // Big5 puts half its trail bytes into ASCII, which breaks runs up, so pairs are tried before runs are asked for
  if (high < 12) return western;

  let best: LegacyGuess = western;
  let bestScore = 0.72;
  for (const candidate of TWO_BYTE) {
    const score = twoByteScore(bytes, candidate);
    if (score > bestScore + 1e-9) {
      bestScore = score;
      best = {
        encoding: candidate.encoding,
        why: `not valid UTF-8; ${Math.round(score * 100)}% of its byte pairs are everyday ${candidate.language} in ${candidate.encoding}, a guess: other encodings decode too`,
      };
    }
  }
  const cyrillic = (lowerCyrillic + upperCyrillic) / high;
  if (inRuns / high > 0.6 && cyrillic > 0.9 && lowerCyrillic > 2 * upperCyrillic) {
    return { encoding: "windows-1251", why: "not valid UTF-8; long runs of letters suggest Cyrillic text, a guess" };
  }
  return best;
}

/** Share of the non-ASCII text that is everyday characters of the encoding; 0 when more than 1% cannot be its text at all. */
function twoByteScore(bytes: Uint8Array, candidate: (typeof TWO_BYTE)[number]): number {
  let pairs = 0;
  let common = 0;
  let wrong = 0;
  let singles = 0;
  let asciiTrails = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte < 0x80) continue;
    if (candidate.single?.(byte)) {
      singles++;
      continue;
    }
    const trail = bytes[i + 1];
    if (i + 1 < bytes.length && candidate.lead(byte) && candidate.trail(trail)) {
      pairs++;
      if (trail < 0x80) asciiTrails++;
      if (candidate.common(byte, trail)) common++;
      i++;
    } else if (i + 1 < bytes.length) {
      wrong++;
    }
  }
  if (pairs < 6 || wrong > 0.01 * pairs) return 0;
  // two fifths of Big5's trail bytes are ASCII; pairs without any are of an EUC encoding
  if (candidate.encoding === "big5") return (common / pairs) * Math.min(1, asciiTrails / (0.15 * pairs));
  // the half-width kana of Shift JIS are single bytes that nearly any text would fit
  return candidate.encoding === "euc-jp" && common / pairs > 0.3 ? 0.95 : common / (pairs + singles);
}

function within(byte: number, low: number, high: number): boolean {
  return byte >= low && byte <= high;
}
