import type { CleaningSettings } from "./cleaning-options";
import { cleanText } from "./clean-text";
import { makeTokenDecider } from "./decide-token";
import type { Removal, ReplacePiece } from "./piece";
import { forEachWord } from "./words";

/** Words whose decisions a tracer remembers before it starts over. */
const REMEMBERED = 50_000;

/** A word or piece of the text: the token it became, or why it went. */
export interface TracedToken {
  readonly token: string;
  readonly to: string | null;
  readonly removed: Removal | null;
}

// Pieces taken out leave a private-use character, which no step touches and no word contains, to keep their place.
const FIRST_MARK = 0xe000;
const MARKS = 0x1900;
const MARK = /[\ue000-\uf8ff]/g;

/**
 * Everything met in a text, in order: the tokens that stay are those of `tokenize`, and every removed word, address,
 * number or tag stands where it was. Of pieces past the 6,400th of one text only what they became is told.
 */
export function makeTokenTracer(settings: CleaningSettings): (text: string) => TracedToken[] {
  const decide = rememberDecisions(makeTokenDecider(settings));
  return (text) => {
    const pieces: { piece: string; to: string | null; reason: Removal }[] = [];
    const replace: ReplacePiece = (piece, to, reason) => {
      if (pieces.length >= MARKS) return to === null ? " " : ` ${to} `;
      // An "Edit:" line may hold an address that is out already.
      const whole = piece.replace(MARK, (mark) => pieces[mark.charCodeAt(0) - FIRST_MARK].piece);
      pieces.push({ piece: whole, to, reason });
      return ` ${String.fromCharCode(FIRST_MARK + pieces.length - 1)} `;
    };
    const cleaned = cleanText(text.replace(MARK, " "), settings, replace);
    const traced: TracedToken[] = [];
    const traceWords = (words: string) =>
      forEachWord(words, settings.punctuation === "keep", (token) => {
        const { to, removed } = decide(token);
        traced.push({ token, to, removed });
      });
    let from = 0;
    for (const mark of cleaned.matchAll(MARK)) {
      traceWords(cleaned.slice(from, mark.index));
      from = mark.index + 1;
      const { piece, to, reason } = pieces[mark[0].charCodeAt(0) - FIRST_MARK];
      // The word in its place goes through the rules as any word does.
      if (to === null) traced.push({ token: piece, to: null, removed: reason });
      else traced.push({ token: piece, ...decide(to) });
    }
    traceWords(cleaned.slice(from));
    return traced;
  };
}

function rememberDecisions(decide: ReturnType<typeof makeTokenDecider>): ReturnType<typeof makeTokenDecider> {
  const known = new Map<string, ReturnType<typeof decide>>();
  return (word) => {
    let decision = known.get(word);
    if (decision === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(word, (decision = decide(word)));
    }
    return decision;
  };
}
