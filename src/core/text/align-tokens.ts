import type { TracedToken } from "./trace-tokens";
import { isWordCharacter } from "./words";

/** A stretch of a text, and the token it became; null for what lies between tokens or went. */
export interface TextSpan {
  readonly text: string;
  readonly token: string | null;
}

/** How far on a piece is looked for before it is taken for one that the text does not hold as such. */
const REACH = 400;

/**
 * A text cut at its traced tokens, in order: the spans joined are the text again. A token that does not stand in the text as
 * it was traced (a decoded entity, a replaced number) gets an empty span where it would be.
 */
export function alignTokens(text: string, traced: readonly TracedToken[]): TextSpan[] {
  const folded = fold(text);
  const spans: TextSpan[] = [];
  let from = 0;
  for (const { token, to } of traced) {
    const piece = fold(token);
    const at = find(folded, piece, from);
    if (at < 0) {
      if (to !== null) spans.push({ text: "", token: to });
      continue;
    }
    if (at > from) spans.push({ text: text.slice(from, at), token: null });
    from = at + piece.length;
    spans.push({ text: text.slice(at, from), token: to });
  }
  if (from < text.length) spans.push({ text: text.slice(from), token: null });
  return spans;
}

function find(text: string, piece: string, from: number): number {
  const isWord = piece !== "" && isWordCharacter(piece.codePointAt(0)!);
  for (let at = text.indexOf(piece, from); at >= 0 && at <= from + REACH; at = text.indexOf(piece, at + 1)) {
    const isInside = isWord && at > 0 && isWordCharacter(text.charCodeAt(at - 1)) && at > from;
    if (!isInside) return at;
  }
  return -1;
}

/** Lower case without accents, every unit in its place. */
function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the range is ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  let folded = "";
  for (const unit of text.split("")) {
    const plain = unit.normalize("NFD")[0].toLowerCase();
    folded += plain.length === 1 ? plain : unit;
  }
  return folded;
}
